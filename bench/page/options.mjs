import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const ROOT = resolve(import.meta.dirname, '../..');
const FULL = { visits: 5, switches: 24, floodSeconds: 60, scrollSeconds: 60, history: 100_000, rooms: 4_000 };
const QUICK = { visits: 1, switches: 8, floodSeconds: 6, scrollSeconds: 6, history: 5_000, rooms: 400 };

export const USAGE = `npm run bench:page -- [options]
  --quick          small sizes, some minutes less
  --only visit     only these: visit, switch, flood, scroll, rooms
  --against PATH   another build's main.js, measured in turn with this one
  --slow           every measurement a second time with a CPU 4 x slower
  --docs           write the table into docs/performance.md`;

const FLAGS = {
  quick: { type: 'boolean', default: false },
  only: { type: 'string' },
  against: { type: 'string' },
  slow: { type: 'boolean', default: false },
  docs: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
};

export function readOptions(args) {
  const { values } = parseArgs({ args, options: FLAGS });
  const own = { label: 'this build', server: join(ROOT, 'dist/backend/main.js') };
  const other = values.against === undefined ? [] : [{ label: 'the other', server: resolve(values.against) }];
  return { ...values, only: values.only?.split(',') ?? null, sizes: values.quick ? QUICK : FULL, builds: [...other, own], slowdowns: values.slow ? [1, 4] : [1] };
}
