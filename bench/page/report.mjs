import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { markdownTable, textTable } from '../report/table.mjs';

const PAGE = resolve(import.meta.dirname, '../../docs/performance.md');
const MEASURED = /(<!-- measured: written by npm run bench:page -->\n)[\s\S]*?(<!-- end of the page's figures -->)/;

/** One row for each figure, one column for each build and speed. */
export function rowsOf({ scenarios }) {
  const columns = [...new Set(scenarios.flatMap(({ results }) => results.map(({ column }) => column)))];
  const head = ['', 'figure', 'wanted', ...columns];
  const body = scenarios.flatMap(({ key, goals, results }) =>
    goals.map((goal) => [key, goal.text, goal.most === undefined ? '' : `≤ ${shown(goal.most, goal.unit)}`, ...columns.map((column) => cell(results.find((result) => result.column === column), goal))]),
  );
  return [head, ...body];
}

function cell(result, { figure, most, unit }) {
  if (result === undefined) return '';
  const value = result.figures?.[figure];
  if (value === undefined || value === null) return 'failed';
  return `${shown(value, unit)}${most !== undefined && value > most ? ' (missed)' : ''}`;
}

function shown(value, unit) {
  const digits = Math.abs(value) < 100 && !Number.isInteger(value) ? 1 : 0;
  return `${value.toLocaleString('en-GB', { maximumFractionDigits: digits })} ${unit}`.trim();
}

export function report(result) {
  return textTable(rowsOf(result));
}

export function writeDocs(result) {
  const lines = [`\`${result.command}\` on ${result.startedAt.slice(0, 10)}: ${result.machine.cpu}, ${result.machine.cores} cores, Chromium ${result.chromium}, headless, drawn by software.`];
  for (const { key, title } of result.scenarios) lines.push(`- \`${key}\`: ${title}`);
  const text = `${lines[0]}\n\n${lines.slice(1).join('\n')}\n\n${markdownTable(rowsOf(result))}`;
  writeFileSync(PAGE, readFileSync(PAGE, 'utf8').replace(MEASURED, (_all, begin, end) => `${begin}${text}\n${end}`));
}
