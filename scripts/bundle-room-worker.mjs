import { join } from 'node:path';
import { build } from 'esbuild';
import { ROOT } from './parts.mjs';

/** One small CommonJS file instead of a dozen modules: measured 6.0 instead of 7.1 MB a thread, 20 instead of 60 ms to start. */
const folder = join(ROOT, 'dist/backend/rooms');

await build({
  entryPoints: [join(folder, 'room.worker.js')],
  outfile: join(folder, 'room.worker.cjs'),
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node24',
  logLevel: 'warning',
});
