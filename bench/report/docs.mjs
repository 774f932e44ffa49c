import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { curvesOf } from './curves.mjs';
import { GOAL_HEAD, goalRows } from './goals.mjs';
import { FIGURE_HEAD, figureRows } from './report.mjs';
import { markdownTable } from './table.mjs';

const DOCS = resolve(import.meta.dirname, '../../docs');
const PAGE = join(DOCS, 'performance.md');
const MEASURED = /(<!-- measured: written by npm run bench -->\n)[\s\S]*?(<!-- end of measured -->)/;
const CAPTIONS = {
  'deliveries.svg': 'Deliveries a second, server beside server',
  'isolation.svg': 'Latency of a quiet room, alone and beside a flooded one',
  'growth.svg': 'CPU of a delivery by the size of the room',
};

/** Replaces the measured part of docs/performance.md, and the drawings it shows. */
export function writeDocs(result) {
  const curves = curvesOf(result);
  for (const [name, svg] of Object.entries(curves)) writeFileSync(join(DOCS, 'images', name), svg);
  const page = readFileSync(PAGE, 'utf8');
  const fresh = page.replace(MEASURED, (_all, begin, end) => `${begin}${measured(result, Object.keys(curves))}\n${end}`);
  writeFileSync(PAGE, fresh);
  console.log(`Written: ${PAGE}`);
}

function measured(result, images) {
  return [
    setting(result),
    `### Goals\n\n${markdownTable([GOAL_HEAD, ...goalRows(result)])}`,
    ...images.map((name) => `![${CAPTIONS[name]}](images/${name})`),
    `### All figures\n\n${markdownTable([FIGURE_HEAD, ...figureRows(result)])}`,
    `### Scenarios\n\n${scenariosOf(result)}`,
  ].join('\n\n');
}

function setting({ machine, options, startedAt }) {
  const brokers = Object.entries(machine.brokers).map(([kind, version]) => `, ${kind} ${version}`).join('');
  return [
    `\`${options.command}\` on ${startedAt.slice(0, 10)}: ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, Linux ${machine.kernel};`,
    `Node ${machine.node}, SQLite ${machine.sqlite}, Socket.IO ${machine.socketIo}${brokers}. Pinning: ${machine.pinning}.`,
    `Medians of up to ${options.rounds} rounds in turn, in brackets the least and the most.`,
  ].join('\n');
}

function scenariosOf({ scenarios }) {
  const lines = Object.entries(scenarios).map(([key, { title, skipped, errors }]) => {
    const remarks = [...skipped.map((kind) => `${kind} was not installed`), ...errors.map(({ label }) => `a round of ${label} failed`)];
    return `- (${key}) ${[title, ...remarks].join('; ')}`;
  });
  return lines.join('\n');
}
