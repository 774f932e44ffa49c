import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireNode } from '../scripts/node-version.mjs';
import { readOptions, USAGE } from './options.mjs';
import { machine } from './measure/machine.mjs';
import { printProfile } from './measure/profile.mjs';
import { writeDocs } from './report/docs.mjs';
import { goalsTable } from './report/goals.mjs';
import { report } from './report/report.mjs';
import { runScenario } from './run-scenario.mjs';
import { SCENARIOS } from './scenarios/index.mjs';

const RESULTS = join(import.meta.dirname, 'results');
requireNode();
const options = readOptions(process.argv.slice(2));

if (options.help) console.log(USAGE);
else if (options.goals) showGoals();
else await run();

async function run() {
  if (process.argv.every((word) => !word.startsWith('--server'))) await import('../scripts/ensure-built.mjs');
  if (options.profile !== null) emptyFolder(options.profile);
  const result = { startedAt: new Date().toISOString(), machine: machine(options), options: chosen(), scenarios: {} };
  const wanted = SCENARIOS.filter(({ key }) => options.only === null || options.only.includes(key));
  let failed = false;
  for (const scenario of wanted) {
    const outcome = await runScenario(scenario, options);
    result.scenarios[scenario.key] = outcome;
    failed ||= outcome.errors.length > 0;
  }
  finish(result);
  process.exitCode = failed ? 1 : 0;
}

function finish(result) {
  if (options.profile !== null) return printProfile(options.profile);
  mkdirSync(RESULTS, { recursive: true });
  const path = join(RESULTS, `${options.name}.json`);
  writeFileSync(path, `${JSON.stringify(result, null, 1)}\n`);
  console.log(`\n${report(result)}\n\n${goalsTable(result)}\n\nWritten: ${path}`);
  if (options.docs) writeDocs(result);
}

function emptyFolder(path) {
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
}

function chosen() {
  const { rounds, times, sizes, serverCore, quick } = options;
  return { rounds, times, sizes, pinned: serverCore !== null, quick, command: `npm run bench -- ${process.argv.slice(2).join(' ')}`.replace(/ -- $/, '') };
}

function showGoals() {
  const path = join(RESULTS, `${options.name}.json`);
  if (existsSync(path)) console.log(goalsTable(JSON.parse(readFileSync(path, 'utf8'))));
  else console.log(`Nothing measured yet: ${path} is not there.`);
}
