import { kilobytes, megabytes, ratio, summaryOf } from './figures.mjs';
import { textTable } from './table.mjs';

const SMALL_ROOM = 100;
const KB = 1_024;
const MB = 2 ** 20;

const short = (value) => value.toLocaleString('en-GB', { maximumSignificantDigits: 3 });
const times = (value) => `${short(value)} ×`;
const ms = (value) => `${short(value)} ms`;
const seconds = (value) => `${short(value)} s`;
const least = (bound) => (value) => value >= bound;
const most = (bound) => (value) => value <= bound;
const below = (bound) => (value) => value < bound;

const deliveries = (round) => round.deliveriesPerSecond;
const seenP50 = (round) => round.seen.p50;
const seenP99 = (round) => round.seen.p99;
const idleP99 = (round) => round.idle.p99;
const floodedP99 = (round) => round.flooded.p99;

/** `of` gets the rounds of a scenario by their labels, such as "watek" or "watek 100". */
const GOALS = [
  { key: 'a', text: 'deliveries, times plain Socket.IO', wanted: '≥ 40 ×', met: least(40), show: times, of: ({ watek, plain }) => through(watek, plain, deliveries) },
  { key: 'a', text: 'deliveries, times NATS', wanted: '≥ 5 ×', met: least(5), show: times, of: ({ watek, nats }) => through(watek, nats, deliveries) },
  { key: 'b', text: 'deliveries, times plain Socket.IO', wanted: '≥ 8 ×', met: least(8), show: times, of: ({ watek, plain }) => through(watek, plain, deliveries) },
  { key: 'b', text: "seen p99, of plain's", wanted: '< 1 ×', met: below(1), show: times, of: ({ watek, plain }) => through(watek, plain, seenP99) },
  { key: 'c', text: 'seen p50, more than plain', wanted: '≤ 1 ms', met: most(1), show: ms, of: ({ watek, plain }) => minus(watek, plain, seenP50) },
  { key: 'd', text: 'quiet p99 under flood, of its idle p99', wanted: '≤ 2 ×', met: most(2), show: times, of: ({ watek }) => ratio(summaryOf(watek, floodedP99), summaryOf(watek, idleP99)) },
  { key: 'd', text: "plain's quiet p99 under flood, of Wątek's", wanted: '≥ 40 ×', met: least(40), show: times, of: ({ watek, plain }) => through(plain, watek, floodedP99) },
  { key: 'f', text: 'durable messages a second', wanted: '≥ 30,000', met: least(30_000), show: short, of: ({ watek }) => median(watek, (round) => round.messagesPerSecond) },
  { key: 'g', text: 'memory of an idle connection', wanted: '≤ 20 KB', met: most(20 * KB), show: kilobytes, of: ({ watek }) => median(watek, (round) => round.bytesEach) },
  { key: 'h', text: "memory of a live room's thread", wanted: '≤ 6 MB', met: most(6 * MB), show: megabytes, of: ({ watek }) => median(watek, (round) => round.bytesPerLiveRoom) },
  { key: 'h', text: 'memory of a sleeping room', wanted: '≤ 2 KB', met: most(2 * KB), show: kilobytes, of: ({ watek }) => median(watek, (round) => round.bytesPerSleepingRoom) },
  { key: 'h', text: 'time to wake, beyond the ack of a live room', wanted: '≤ 5 ms', met: most(5), show: ms, of: ({ watek }) => median(watek, (round) => round.wakeMs) },
  { key: 'i', text: '99 % at the head after a restart', wanted: '≤ 10 s', met: most(10), show: seconds, of: ({ watek }) => median(watek, (round) => round.seconds) },
  { key: 'i', text: '99 % of pages at the head, with rooms and list', wanted: '≤ 10 s', met: most(10), show: seconds, of: (rounds) => median(rounds['watek pages'], (round) => round.seconds) },
  { key: 'j', text: `CPU of a delivery in a bigger room, of that at ${SMALL_ROOM}`, wanted: '≤ 1.5 ×', met: most(1.5), show: times, of: growth },
  { key: 'k', text: 'history page, p50, at the most messages', wanted: '≤ 5 ms', met: most(5), show: ms, of: (rounds) => median(Object.values(rounds).at(-1), (round) => round.pageP50Ms) },
  { key: 'k', text: 'start to ready, at the most messages', wanted: '≤ 1,000 ms', met: most(1_000), show: ms, of: (rounds) => median(Object.values(rounds).at(-1), (round) => round.readyMs) },
];

export const GOAL_HEAD = ['', 'goal', 'wanted', 'measured', ''];

/** Texts, of the scenarios that ran; a goal that its rounds say nothing of has a dash. */
export function goalRows({ scenarios }) {
  return GOALS.filter(({ key }) => scenarios[key] !== undefined).map(({ key, text, wanted, met, show, of }) => {
    const value = of(scenarios[key].rounds) ?? null;
    return [`(${key})`, text, wanted, value === null ? '–' : show(value), value === null ? '' : met(value) ? 'met' : 'missed'];
  });
}

export function goalsTable(result) {
  return textTable([GOAL_HEAD, ...goalRows(result)]);
}

function median(rounds, of) {
  return summaryOf(rounds, of)?.median;
}

function through(over, under, of) {
  return ratio(summaryOf(over, of), summaryOf(under, of));
}

function minus(left, right, of) {
  const [more, less] = [median(left, of), median(right, of)];
  return more === undefined || less === undefined ? null : more - less;
}

/** Bigger rooms may well be cheaper: what counts is that none is dearer. */
function growth(rounds) {
  const costAt = (label) => median(rounds[label], (round) => round.cpuUsPerDelivery);
  const bigger = Object.keys(rounds).filter((label) => label.startsWith('watek') && Number(label.split(' ')[1]) > SMALL_ROOM);
  const costs = bigger.map(costAt).filter((cost) => cost !== undefined);
  const small = costAt(`watek ${SMALL_ROOM}`);
  return small === undefined || costs.length === 0 ? null : Math.max(...costs) / small;
}
