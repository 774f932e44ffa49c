import { ChatClient } from '../../kit/chat-client.ts';
import { countTo } from '../../kit/numbers.ts';
import { metricOf } from '../../kit/rest.ts';
import { NO_RATES, ServerProcess } from '../../kit/server-process.ts';
import { residentMib } from '../kit/memory.ts';
import type { Report } from '../kit/report.ts';
import { until } from '../../kit/until.ts';

/** Before it the server has not had all of its threads and blocks yet. */
const WARM_ROUNDS = 3;
const MOST_GROWTH = 1.1;
const AT_ONCE = 50;
const SETTLED_WITHIN_MS = 60_000;

export interface Wakings {
  rooms: number;
  /** How often each room wakes. */
  rounds: number;
  /** Sockets that come and go in each of as many rounds. */
  sockets: number;
}

/** Rooms that fall silent and wake again, and sockets that come and go, leave nothing behind: the size of the server stays. */
export async function wakeAgain({ rooms, rounds, sockets }: Wakings, onProgress: (words: string) => void): Promise<Report> {
  const server = await ServerProcess.start({ ...NO_RATES, ROOM_IDLE_SECONDS: '1' });
  try {
    const ann = await ChatClient.enter(server.url, 'Ann');
    const ids = await inBatches(countTo(rooms), async (n) => (await ann.createRoom(`Room ${n}`)).id);
    const woken = await sizesOver(server, rounds, async (round) => {
      await inBatches(ids, (id) => ann.say(id, `round-${round}`));
      await until(async () => (await metricOf(server.url, 'watek_live_rooms')) === 0, 'all rooms to fall asleep', SETTLED_WITHIN_MS);
      onProgress(`${round * rooms} wakings, ${residentMib(server.pid) ?? 0} MiB`);
    });
    const visited = await sizesOver(server, rounds, async (round) => {
      const visitors = await inBatches(countTo(sockets), () => ChatClient.resume(server.url, ann.session));
      visitors.forEach((visitor) => visitor.close());
      await until(async () => (await metricOf(server.url, 'watek_sockets')) === 1, 'all sockets to be closed', SETTLED_WITHIN_MS);
      onProgress(`${round * sockets} sockets, ${residentMib(server.pid) ?? 0} MiB`);
    });
    ann.close();
    const held = isFlat(woken) && isFlat(visited);
    return { fault: 'M1', what: `${rooms * rounds} wakings of ${rooms} rooms, then ${sockets * rounds} sockets that come and go`, held, peakMib: Math.max(...woken, ...visited), notes: [`after each round of wakings: ${woken.join(', ')} MiB`, `after each round of sockets: ${visited.join(', ')} MiB`] };
  } finally {
    await server.remove();
  }
}

async function sizesOver(server: ServerProcess, rounds: number, round: (number: number) => Promise<void>): Promise<number[]> {
  const sizes: number[] = [];
  for (const number of countTo(rounds)) {
    await round(number);
    sizes.push(residentMib(server.pid) ?? 0);
  }
  return sizes;
}

/** By the smallest of the earlier and of the later rounds: what is kept raises both, what waits to be collected only some. */
function isFlat(sizes: number[]): boolean {
  const settled = sizes.slice(WARM_ROUNDS);
  const middle = Math.ceil(settled.length / 2);
  return Math.min(...settled.slice(middle)) <= Math.min(...settled.slice(0, middle)) * MOST_GROWTH;
}

async function inBatches<T, R>(items: T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE) results.push(...(await Promise.all(items.slice(at, at + AT_ONCE).map(work))));
  return results;
}
