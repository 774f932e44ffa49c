import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const ROOT = resolve(import.meta.dirname, '..');
/** Measured is what a server does that has run for a while: compilers are done after two to three seconds. */
const FULL = { rounds: 5, times: { warmMs: 3_000, forMs: 3_000 }, sizes: { connections: 10_000, liveRooms: 1_000, sleepingRooms: 100_000, members: [10, 100, 1_000, 10_000], messages: [10_000, 1_000_000] } };
const QUICK = { rounds: 1, times: { warmMs: 500, forMs: 800 }, sizes: { connections: 1_000, liveRooms: 50, sleepingRooms: 5_000, members: [100, 1_000], messages: [10_000] } };
const PROFILED_SECONDS = 8;
const TEN_MILLION = 10_000_000;

export const USAGE = `npm run bench -- [options]
  --quick          small sizes, one round, under two minutes
  --only a,c       only these scenarios
  --rounds 7       so many rounds where rounds alternate
  --seconds 10     measure so long in each round
  --unpinned       let the operating system choose the cores
  --ten-million    history of 10,000,000 messages, too (some minutes more)
  --name NAME      write bench/results/NAME.json (full, quick or partial)
  --server PATH    another build's main.js, to compare with
  --docs           write the tables and curves into docs/ (a full run of everything does)
  --goals          print the goals with what was measured last, and run nothing
  --profile a      run one scenario once and print where Wątek's threads spent their time`;

const FLAGS = {
  quick: { type: 'boolean', default: false },
  only: { type: 'string' },
  rounds: { type: 'string' },
  seconds: { type: 'string' },
  unpinned: { type: 'boolean', default: false },
  'ten-million': { type: 'boolean', default: false },
  name: { type: 'string' },
  server: { type: 'string' },
  docs: { type: 'boolean', default: false },
  goals: { type: 'boolean', default: false },
  profile: { type: 'string' },
  help: { type: 'boolean', default: false },
};

export function readOptions(args) {
  const { values } = parseArgs({ args, options: FLAGS });
  const size = values.quick ? QUICK : FULL;
  const only = (values.profile ?? values.only)?.split(',') ?? null;
  const messages = values['ten-million'] ? [...size.sizes.messages, TEN_MILLION] : size.sizes.messages;
  return {
    ...values,
    ...size,
    ...coresFor(values.unpinned),
    only,
    times: timesOf(values, size.times),
    sizes: { ...size.sizes, messages },
    rounds: Number(values.rounds ?? size.rounds),
    name: values.name ?? nameOf(values, only),
    docs: values.docs || (!values.quick && !values.unpinned && only === null),
    server: resolve(values.server ?? join(ROOT, 'dist/backend/main.js')),
    profile: values.profile === undefined ? null : join(import.meta.dirname, '.data/profile'),
  };
}

/** What is profiled is sampled for longer. */
function timesOf({ seconds, profile }, times) {
  const wanted = seconds ?? (profile === undefined ? null : PROFILED_SECONDS);
  return wanted === null ? times : { ...times, forMs: Number(wanted) * 1_000 };
}

function nameOf({ quick, unpinned }, only) {
  if (only !== null) return 'partial';
  const size = quick ? 'quick' : 'full';
  return unpinned ? `${size}-unpinned` : size;
}

/** One core for the server with all its threads, another one for the load. */
function coresFor(unpinned) {
  const hasTaskset = (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, 'taskset')));
  const pinned = !unpinned && hasTaskset && availableParallelism() > 1;
  return pinned ? { serverCore: 0, loadCore: 1 } : { serverCore: null, loadCore: null };
}
