/**
 * The long version: `npm run faults -- --only kill,room --rounds 10 --minutes 1 --clients 2000 --sockets 500`.
 * Prints a table and keeps it in results/; a run that leaves nothing out, or `--publish`, writes it into docs/reliability.md.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { asMarkdown, type Report } from './kit/report.ts';
import { DEFAULTS, PARTS, type RunOptions, type Scenario } from './parts.ts';

const RESULTS = join(import.meta.dirname, 'results');
const FILE = join(RESULTS, 'faults.json');
const PAGE = resolve(import.meta.dirname, '../../../docs/reliability.md');
const TABLE = /(<!-- faults: written by `npm run faults` -->\n)[^]*?(\n<!-- end of faults -->)/u;

const { values } = parseArgs({
  options: { only: { type: 'string' }, rounds: { type: 'string' }, minutes: { type: 'string' }, clients: { type: 'string' }, sockets: { type: 'string' }, senders: { type: 'string' }, publish: { type: 'boolean' } },
});

const only = values.only?.split(',') ?? Object.keys(PARTS);
const unknown = only.filter((name) => !(name in PARTS));
if (unknown.length > 0) throw new Error(`There is no part ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}.`);

/** By part: a run of some parts replaces what an earlier one found of them. */
const results: Partial<Record<string, Report[]>> = values.only === undefined ? {} : earlierResults();
for (const name of only) {
  results[name] = [];
  for (const scenario of PARTS[name] ?? []) await run(name, scenario);
  write();
}

const table = tableOf(results);
console.log(`\n${table}`);
if (values.only === undefined || values.publish === true) publish(table);
process.exitCode = only.every((name) => results[name]?.every(({ held }) => held)) ? 0 : 1;

async function run(name: string, scenario: Scenario): Promise<void> {
  const from = performance.now();
  const say = (words: string) => console.log(`  ${name}: ${words}`);
  const report = await scenario(optionsFrom(values), say).catch((error: unknown): Report => broken(name, error));
  const seconds = Math.round((performance.now() - from) / 1_000);
  if (report === null) return console.log(`skipped   ${name}: not possible on this machine`);
  results[name]?.push(report);
  console.log(`${report.held ? 'held' : 'NOT HELD'}  ${report.fault} ${report.what} (${seconds} s)\n  ${report.notes.join('\n  ')}`);
  for (const [kind, found] of Object.entries(report.verdict?.findings ?? {})) if (found.length > 0) console.log(`  ${kind}: ${found.slice(0, 5).join(', ')} (${found.length})`);
}

function earlierResults(): Partial<Record<string, Report[]>> {
  return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Partial<Record<string, Report[]>>) : {};
}

function write(): void {
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(FILE, `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(join(RESULTS, 'faults.md'), `${tableOf(results)}\n`);
}

function tableOf(found: typeof results): string {
  const reports = Object.keys(PARTS).flatMap((name) => found[name] ?? []);
  const held = reports.filter((report) => report.held).length;
  return `${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores, Node ${process.versions.node}, server and clients on one machine. ${held} of ${reports.length} held.\n\n${asMarkdown(reports)}`;
}

function broken(name: string, error: unknown): Report {
  return { fault: name, what: 'the run broke off', held: false, notes: [error instanceof Error ? error.message.split('\n')[0] ?? '' : String(error)] };
}

function optionsFrom(given: Partial<Record<string, string | boolean>>): RunOptions {
  const entries = Object.entries(DEFAULTS).map(([name, value]: [string, number]) => [name, given[name] === undefined ? value : Number(given[name])]);
  return Object.fromEntries(entries) as RunOptions;
}

function publish(text: string): void {
  const page = readFileSync(PAGE, 'utf8');
  writeFileSync(PAGE, page.replace(TABLE, (_, begin: string, end: string) => `${begin}\n${text}\n${end}`));
}
