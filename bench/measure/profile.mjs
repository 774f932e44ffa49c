import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SHOWN = 25;
/** A thread that sleeps in `Atomics.wait` is not idle to the profiler. */
const ASLEEP = /^\(idle\)|^#sleep .*concurrency\/condition/;
/** The busiest ones; a file's name ends in process, thread (0 is the main one) and number. */
const THREADS_SHOWN = 6;
const ROOT = process.cwd();

/** The functions that most samples fell into, for each thread that left a profile. */
export function printProfile(folder) {
  const threads = readdirSync(folder)
    .filter((name) => name.endsWith('.cpuprofile'))
    .map((name) => ({ name, ...selfTimes(JSON.parse(readFileSync(join(folder, name), 'utf8'))) }))
    .sort((a, b) => b.busyMs - a.busyMs);
  threads.slice(0, THREADS_SHOWN).forEach(printThread);
  const others = threads.slice(THREADS_SHOWN);
  if (others.length > 0) console.log(`\n${others.length} more threads: ${others.reduce((sum, { busyMs }) => sum + busyMs, 0).toFixed(0)} ms at work`);
}

function printThread({ name, rows, busyMs }) {
  console.log(`\n${name}: ${busyMs.toFixed(0)} ms at work`);
  for (const row of rows.slice(0, SHOWN)) console.log(`${((100 * row.ms) / busyMs).toFixed(1).padStart(6)} %  ${row.ms.toFixed(0).padStart(6)} ms  ${row.name}`);
}

function selfTimes({ nodes, samples, timeDeltas }) {
  const byId = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
  const spent = new Map();
  samples.forEach((id, index) => {
    const name = byId.get(id);
    if (!ASLEEP.test(name)) spent.set(name, (spent.get(name) ?? 0) + timeDeltas[index] / 1_000);
  });
  const rows = [...spent].map(([name, ms]) => ({ name, ms })).sort((a, b) => b.ms - a.ms);
  return { rows, busyMs: rows.reduce((sum, { ms }) => sum + ms, 0) };
}

function nameOf({ functionName, url, lineNumber }) {
  const place = url.replace('file://', '').replace(`${ROOT}/`, '').replace(/^.*node_modules\//, '');
  return `${functionName || '(anonymous)'}  ${place}${place === '' ? '' : `:${lineNumber + 1}`}`.trim();
}
