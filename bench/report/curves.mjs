import { summaryOf } from './figures.mjs';
import { bars, lines } from './svg.mjs';

const NAMES = { watek: 'Wątek', plain: 'plain Socket.IO', rooms: '... with rooms', nats: 'NATS', mosquitto: 'Mosquitto' };
const short = (value) => value.toLocaleString('en-GB', { maximumSignificantDigits: 3 });

/** The drawings that the measured scenarios allow, by file name. */
export function curvesOf({ scenarios }) {
  const drawn = { 'deliveries.svg': deliveries(scenarios), 'isolation.svg': isolation(scenarios), 'growth.svg': growth(scenarios) };
  return Object.fromEntries(Object.entries(drawn).filter(([, svg]) => svg !== null));
}

function deliveries({ a, b, e }) {
  const measured = Object.entries({ Saturated: a, Busy: b, 'Many rooms': e }).filter(([, scenario]) => scenario !== undefined);
  const groups = measured.map(([label, { rounds }]) => ({ label, bars: Object.keys(rounds).map((kind) => speed(rounds, kind)) }));
  return groups.length === 0 ? null : bars({ title: 'Deliveries a second; Wątek stores every message, the others none', groups });
}

function speed(rounds, kind) {
  const { median } = summaryOf(rounds[kind], (round) => round.deliveriesPerSecond);
  return { kind, label: NAMES[kind], value: median, text: short(median) };
}

function isolation({ d }) {
  if (d === undefined) return null;
  const groups = Object.keys(d.rounds).map((kind) => ({ label: NAMES[kind], bars: ['idle', 'flooded'].map((state) => latency(d.rounds[kind], state)).filter((one) => one !== null) }));
  return groups.length === 0 ? null : bars({ title: 'Send to seen in a quiet room, p99, alone and beside a flooded room', groups });
}

function latency(rounds, state) {
  const summary = summaryOf(rounds, (round) => round[state].p99);
  return summary && { kind: state, label: state === 'idle' ? 'alone' : 'beside a flood', value: summary.median, text: `${short(summary.median)} ms` };
}

function growth({ j }) {
  if (j === undefined) return null;
  const kinds = [...new Set(Object.keys(j.rounds).map((label) => label.split(' ')[0]))];
  const series = kinds.map((kind) => ({ kind, label: NAMES[kind], points: pointsOf(j.rounds, kind) }));
  return series.length === 0 ? null : lines({ title: 'CPU of one delivery in µs, by members of the room', series, xText: (members) => members.toLocaleString('en-GB'), yText: short });
}

function pointsOf(rounds, kind) {
  return Object.keys(rounds)
    .filter((label) => label.startsWith(`${kind} `))
    .map((label) => [Number(label.split(' ')[1]), summaryOf(rounds[label], (round) => round.cpuUsPerDelivery).median])
    .sort(([left], [right]) => left - right);
}
