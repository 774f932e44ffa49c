// The long run of the fault tests; the options are passed on, see backend/test/faults/run.ts.
import './ensure-built.mjs';
import '../backend/ts-hooks.mjs';

await import('../backend/test/faults/run.ts');
process.exit();
