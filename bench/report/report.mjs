import { FIGURES, ratio, summaryOf } from './figures.mjs';
import { textTable } from './table.mjs';

const NAMES = { watek: 'Wątek', plain: 'plain Socket.IO', rooms: '... with rooms', nats: 'NATS', mosquitto: 'Mosquitto' };
const KINDS = Object.keys(NAMES);

export const FIGURE_HEAD = ['', 'figure', ...Object.values(NAMES), 'Wątek / plain'];

/** A line for each figure and variant, a column for each server: the median, and the least and the most of the rounds. */
export function figureRows({ scenarios }) {
  return Object.entries(scenarios).flatMap(([key, scenario]) => FIGURES[key].flatMap((figure) => rowsOf({ key, scenario, figure })));
}

export function report(result) {
  return textTable([FIGURE_HEAD, ...figureRows(result)]);
}

function rowsOf({ key, scenario: { rounds }, figure }) {
  return variantsOf(rounds).map((variant) => {
    const summaries = KINDS.map((kind) => summaryOf(rounds[labelOf(kind, variant)], figure.of));
    const through = ratio(summaries[KINDS.indexOf('watek')], summaries[KINDS.indexOf('plain')]);
    const label = variant === '' ? figure.label : `${figure.label}, ${Number.isNaN(Number(variant)) ? `as ${variant}` : `at ${Number(variant).toLocaleString('en-GB')}`}`;
    const cells = summaries.map((summary) => cell(summary, figure.show));
    return [`(${key})`, label, ...cells, through === null ? '' : through.toLocaleString('en-GB', { maximumSignificantDigits: 3 })];
  });
}

function variantsOf(rounds) {
  return [...new Set(Object.keys(rounds).map((label) => label.split(' ')[1] ?? ''))];
}

const labelOf = (kind, variant) => (variant === '' ? kind : `${kind} ${variant}`);

function cell(summary, show) {
  if (summary === null) return '';
  const { median, least, most } = summary;
  return least === most ? show(median) : `${show(median)} (${show(least)} to ${show(most)})`;
}
