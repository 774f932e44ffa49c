import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireNode } from '../../scripts/node-version.mjs';
import { machine } from '../measure/machine.mjs';
import { remove, temporary } from '../servers/processes.mjs';
import { seed } from '../servers/seed.mjs';
import { startWatek } from '../servers/watek.mjs';
import { launch } from './browser.mjs';
import { readOptions, USAGE } from './options.mjs';
import { report, writeDocs } from './report.mjs';
import { flood } from './scenarios/flood.mjs';
import { rooms } from './scenarios/rooms.mjs';
import { scroll } from './scenarios/scroll.mjs';
import { roomSwitch } from './scenarios/switch.mjs';
import { visit } from './scenarios/visit.mjs';

const RESULTS = join(import.meta.dirname, '../results');
const SCENARIOS = [visit, roomSwitch, flood, scroll, rooms];
requireNode();
const options = readOptions(process.argv.slice(2));

if (options.help) console.log(USAGE);
else await run();

async function run() {
  await import('../../scripts/ensure-built.mjs');
  const browser = await launch();
  const wanted = SCENARIOS.filter(({ key }) => options.only === null || options.only.includes(key));
  const scenarios = [];
  for (const scenario of wanted) scenarios.push(await runScenario(browser, scenario));
  const command = ['npm run bench:page', ...(process.argv.length > 2 ? ['--', ...process.argv.slice(2)] : [])].join(' ');
  const result = { startedAt: new Date().toISOString(), command, chromium: browser.version(), machine: machine({ serverCore: null, loadCore: null }), sizes: options.sizes, scenarios };
  await browser.close();
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(join(RESULTS, options.docs ? 'page.json' : 'page-partial.json'), `${JSON.stringify(result, null, 1)}\n`);
  console.log(`\n${report(result)}`);
  if (options.docs) writeDocs(result);
  process.exitCode = scenarios.some(({ results }) => results.some(({ figures }) => figures === null)) ? 1 : 0;
}

async function runScenario(browser, scenario) {
  const { key, title, goals } = scenario;
  console.log(`\n${key}: ${title}`);
  const results = [];
  for (const slowdown of scenario.slow ? options.slowdowns : [1]) {
    for (const build of options.builds) results.push(await measured(browser, { scenario, build, slowdown }));
  }
  return { key, title, goals, results };
}

async function measured(browser, { scenario, build, slowdown }) {
  const column = slowdown === 1 ? build.label : `${build.label}, CPU ${slowdown} × slower`;
  const folder = temporary(mkdtempSync(join(tmpdir(), 'watek-page-')));
  await seed(folder, { server: build.server, ...scenario.seed(options.sizes) });
  const server = await startWatek({ server: build.server, folder });
  try {
    const figures = await scenario.run({ browser, url: `http://127.0.0.1:${server.port}`, sizes: options.sizes, slowdown });
    console.log(`  ${column}: ${JSON.stringify(figures)}`);
    return { column, figures };
  } catch (error) {
    console.error(`  ${column} failed: ${error.message}`);
    return { column, figures: null };
  } finally {
    await server.stop();
    remove(folder);
  }
}
