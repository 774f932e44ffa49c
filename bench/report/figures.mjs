const number = (digits) => (value) => value.toLocaleString('en-GB', { maximumSignificantDigits: digits });
const each = number(3);
const ms = (value) => `${each(value)} ms`;
const us = (value) => `${each(value)} µs`;
const seconds = (value) => `${each(value)} s`;
export const kilobytes = (value) => `${each(value / 1_024)} KB`;
export const megabytes = (value) => `${each(value / 2 ** 20)} MB`;

const seen = [
  { label: 'send to seen, p50', of: (round) => round.seen.p50, show: ms },
  { label: 'send to seen, p99', of: (round) => round.seen.p99, show: ms },
];
const acked = { label: 'send to ack, p50', of: (round) => round.acked.p50, show: ms };
const perDelivery = { label: 'CPU of a delivery', of: (round) => round.cpuUsPerDelivery, show: us };
const deliveries = { label: 'deliveries a second', of: (round) => round.deliveriesPerSecond, show: each };
const talking = [deliveries, perDelivery, ...seen, acked];

/** What of a scenario's rounds stands in the table, by its key. */
export const FIGURES = {
  a: talking,
  b: talking,
  c: [...seen, acked],
  d: [
    { label: 'quiet room, idle server, p99', of: (round) => round.idle.p99, show: ms },
    { label: 'quiet room, under flood, p50', of: (round) => round.flooded.p50, show: ms },
    { label: 'quiet room, under flood, p99', of: (round) => round.flooded.p99, show: ms },
    { label: 'the flood, deliveries a second', of: (round) => round.floodDeliveriesPerSecond, show: each },
  ],
  e: talking,
  f: [
    { label: 'messages acknowledged a second', of: (round) => round.messagesPerSecond, show: each },
    { label: 'CPU of a message', of: (round) => round.cpuUsPerMessage, show: us },
    acked,
  ],
  g: [
    { label: 'connections', of: (round) => round.connections, show: each },
    { label: 'memory of a connection', of: (round) => round.bytesEach, show: kilobytes },
  ],
  h: [
    { label: 'live rooms', of: (round) => round.liveRooms, show: each },
    { label: "memory of a live room's thread", of: (round) => round.bytesPerLiveRoom, show: megabytes },
    { label: 'sleeping rooms', of: (round) => round.sleepingRooms, show: each },
    { label: 'memory of a sleeping room', of: (round) => round.bytesPerSleepingRoom, show: kilobytes },
    { label: 'ack of a live room, p50', of: (round) => round.ackLiveMs, show: ms },
    { label: 'ack of a sleeping room, p50', of: (round) => round.ackAsleepMs, show: ms },
  ],
  i: [
    { label: 'clients', of: (round) => round.connections, show: each },
    { label: 'from ready until 99 % are at the head', of: (round) => round.seconds, show: seconds },
  ],
  j: [perDelivery, deliveries],
  k: [
    { label: 'start to ready', of: (round) => round.readyMs, show: ms },
    { label: 'a page of 50, p50', of: (round) => round.pageP50Ms, show: ms },
    { label: 'a page of 50, p99', of: (round) => round.pageP99Ms, show: ms },
  ],
};

/** Median, least and most of a figure over the rounds; null where nothing was measured. */
export function summaryOf(rounds, of) {
  const values = (rounds ?? []).map(of).filter((value) => typeof value === 'number').sort((a, b) => a - b);
  if (values.length === 0) return null;
  const middle = (values.length - 1) / 2;
  return { median: (values[Math.floor(middle)] + values[Math.ceil(middle)]) / 2, least: values[0], most: values.at(-1) };
}

/** The median of one figure through the other's. */
export function ratio(over, under) {
  return over === null || under === null || under.median === 0 ? null : over.median / under.median;
}
