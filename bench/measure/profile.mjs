import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SHOWN = 25;
const ROOT = process.cwd();

/** The functions that most samples fell into, for each thread that left a profile. */
export function printProfile(folder) {
  const files = readdirSync(folder).filter((name) => name.endsWith('.cpuprofile')).sort();
  for (const file of files) {
    const profile = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    const { rows, busyMs } = selfTimes(profile);
    console.log(`\n${file}: ${busyMs.toFixed(0)} ms at work`);
    for (const { name, ms } of rows.slice(0, SHOWN)) console.log(`${((100 * ms) / busyMs).toFixed(1).padStart(6)} %  ${ms.toFixed(0).padStart(6)} ms  ${name}`);
  }
}

function selfTimes({ nodes, samples, timeDeltas }) {
  const byId = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
  const spent = new Map();
  samples.forEach((id, index) => {
    const name = byId.get(id);
    if (name !== '(idle)') spent.set(name, (spent.get(name) ?? 0) + timeDeltas[index] / 1_000);
  });
  const rows = [...spent].map(([name, ms]) => ({ name, ms })).sort((a, b) => b.ms - a.ms);
  return { rows, busyMs: rows.reduce((sum, { ms }) => sum + ms, 0) };
}

function nameOf({ functionName, url, lineNumber }) {
  const place = url.replace('file://', '').replace(`${ROOT}/`, '').replace(/^.*node_modules\//, '');
  return `${functionName || '(anonymous)'}  ${place}${place === '' ? '' : `:${lineNumber + 1}`}`.trim();
}
