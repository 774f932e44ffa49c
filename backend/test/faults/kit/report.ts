import type { Verdict } from './check-history.ts';
import type { Sample } from './chronicle.ts';
import { quantilesOf, type Quantiles } from './quantiles.ts';
import type { Stage } from './stage.ts';

export interface Report {
  /** F1, F2 ..., as in the table of faults. */
  fault: string;
  what: string;
  held: boolean;
  /** Missing where no messages were counted. */
  verdict?: Verdict;
  /** Fault healed to the first ack, and to everybody at the head as it was then. */
  recovery?: { firstAck: Quantiles; atHead: Quantiles };
  peakMib?: number;
  ack?: Quantiles;
  seen?: Quantiles;
  notes: string[];
}

export const msOf = (samples: Sample[]): number[] => samples.map(({ ms }) => ms);

/** What every run with a stage has to tell. */
export function reportOf(stage: Stage, verdict: Verdict, rest: Pick<Report, 'fault' | 'what' | 'notes'> & Partial<Report>): Report {
  const ack = quantilesOf(msOf(stage.chronicle.acks));
  const seen = quantilesOf(msOf(stage.chronicle.sights));
  return { verdict, ack, seen, peakMib: stage.memory.peakMib, ...rest, held: (rest.held ?? true) && verdict.held };
}

const COLUMNS = ['fault', 'what happened', 'held', 'acked', 'lost', 'doubled', 'holes', 'reordered', 'other', 'unknown resolved', 'first ack', 'at head', 'peak', 'send to ack', 'send to seen', 'notes'];

export function asMarkdown(reports: Report[]): string {
  const lines = [COLUMNS, COLUMNS.map(() => '---'), ...reports.map(cellsOf)];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function cellsOf(report: Report): string[] {
  const { fault, what, held, recovery, peakMib, ack, seen, notes } = report;
  const memory = peakMib === undefined ? '' : `${peakMib} MiB`;
  return [fault, what, held ? 'yes' : '**no**', ...countsOf(report), times(recovery?.firstAck), times(recovery?.atHead), memory, times(ack), times(seen), notes.join('; ')];
}

function countsOf({ verdict }: Report): string[] {
  if (verdict === undefined) return ['', '', '', '', '', '', ''];
  const { lost, doubled, holes, reordered, ...others } = verdict.findings;
  const rest = Object.values(others).reduce((sum, { length }) => sum + length, 0);
  return [verdict.acked, lost.length, doubled.length, holes.length, reordered.length, rest, verdict.unknownResolved].map(String);
}

function times(quantiles: Quantiles | undefined): string {
  if (quantiles === undefined || quantiles.count === 0) return '';
  return `${[quantiles.p50, quantiles.p99, quantiles.max].map(rounded).join(' / ')} ms`;
}

export function rounded(ms: number): string {
  return ms < 10 ? ms.toFixed(1) : String(Math.round(ms));
}
