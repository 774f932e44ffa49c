import { ChatClient } from '../../kit/chat-client.ts';
import { NO_RATES, ServerProcess } from '../../kit/server-process.ts';
import { Dice } from '../kit/dice.ts';
import { MemoryWatch } from '../kit/memory.ts';
import { quantilesOf } from '../kit/quantiles.ts';
import { RawClient } from '../kit/raw-client.ts';
import type { Report } from '../kit/report.ts';
import { pause } from '../../kit/until.ts';

export interface StormOptions {
  clients: number;
  rooms: number;
  downMs: number;
  onProgress?: (words: string) => void;
}

interface Guest {
  token: string;
  roomId: string;
  since: { epoch: string; seq: number };
  client: RawClient;
}

const ENTER_AT_ONCE = 100;
/** As the page does it: the delay doubles up to a cap, and most of it is chance. */
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;
/** The default. */
const HANDSHAKES_PER_SECOND = 1_000;
const GIVE_UP_MS = 240_000;

/** F9: everybody loses the connection at once and comes back to a server that starts, by its default rate of handshakes. */
export async function storm({ clients, rooms, downMs, onProgress = () => undefined }: StormOptions): Promise<Report> {
  const server = await ServerProcess.start({ ...NO_RATES, RATE_CONNECTIONS_PER_SECOND: String(HANDSHAKES_PER_SECOND) });
  const memory = new MemoryWatch(() => server.pid);
  try {
    const owner = await ChatClient.enter(server.url, 'Owner');
    const roomIds = await Promise.all(Array.from({ length: rooms }, async (_, n) => (await owner.createRoom(`Room ${n}`)).id));
    const guests = await gather(server.url, { clients, roomIds, onProgress });
    await Promise.all(roomIds.map((roomId) => owner.say(roomId, `before-${roomId}`)));
    owner.close();
    await server.kill();
    await pause(downMs);
    await server.launch(new URL(server.url).port);
    const healedAt = performance.now();
    onProgress('the server is back');
    const backMs: number[] = [];
    await Promise.all(guests.map(async (guest, n) => backMs.push(await comeBack(server.url, guest, { dice: new Dice(n), healedAt }))));
    const [whole, alive] = [guests.filter(isWhole).length, guests.filter(({ client }) => client.isOpen).length];
    guests.forEach(({ client }) => client.close());
    const held = whole === clients && alive === clients;
    const notes = [`${whole} of ${clients} whole, ${alive} connected`, `from the start of the server to everybody's last missed event: ${Math.round(Math.max(...backMs) / 1_000)} s`];
    return { fault: 'F9', what: `${clients} clients come back after ${downMs / 1_000} s`, held, recovery: { firstAck: quantilesOf([Math.min(...backMs)]), atHead: quantilesOf(backMs) }, peakMib: memory.peakMib, notes };
  } finally {
    memory.stop();
    await server.remove();
  }
}

const isWhole = ({ since }: Guest): boolean => since.seq > 0;

async function gather(url: string, { clients, roomIds, onProgress }: { clients: number; roomIds: string[]; onProgress: (words: string) => void }): Promise<Guest[]> {
  const guests: Guest[] = [];
  while (guests.length < clients) {
    const next = Array.from({ length: Math.min(ENTER_AT_ONCE, clients - guests.length) }, (_, n) => arrive(url, roomIds[(guests.length + n) % roomIds.length] as string));
    guests.push(...(await Promise.all(next)));
    if (guests.length % 1_000 === 0) onProgress(`${guests.length} clients are in`);
  }
  return guests;
}

async function arrive(url: string, roomId: string): Promise<Guest> {
  const token = await tokenFrom(url);
  const client = await patiently(() => RawClient.enter(url, token));
  const joined = await client.enters(roomId);
  if (joined?.ok !== true) throw new Error('A guest could not join.');
  return { token, roomId, since: { epoch: joined.data.epoch, seq: joined.data.head }, client };
}

async function tokenFrom(url: string): Promise<string> {
  const response = await fetch(`${url}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"name":"Guest","kind":"token"}' });
  return ((await response.json()) as { token: string }).token;
}

async function patiently(dial: () => Promise<RawClient>): Promise<RawClient> {
  for (;;) {
    const client = await dial().catch(() => null);
    if (client !== null) return client;
    await pause(50);
  }
}

/** Resolves with the time it took; the guest has then every event up to the head without a hole. */
async function comeBack(url: string, guest: Guest, { dice, healedAt }: { dice: Dice; healedAt: number }): Promise<number> {
  let delayMs = FIRST_DELAY_MS;
  for (let caughtUp = false; !caughtUp; delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS)) {
    await pause(dice.next() * delayMs);
    if (performance.now() - healedAt > GIVE_UP_MS) break;
    caughtUp = await catchUp(url, guest).catch(() => false);
  }
  return performance.now() - healedAt;
}

async function catchUp(url: string, guest: Guest): Promise<boolean> {
  guest.client = await RawClient.enter(url, guest.token);
  const joined = await guest.client.ask('room:open', { roomId: guest.roomId, since: guest.since });
  if (joined?.ok !== true || joined.data.reset) return false;
  const { events, head } = joined.data;
  const first = guest.since.seq + 1;
  const dense = events.every(({ seq }, index) => seq === first + index) && guest.since.seq + events.length === head;
  guest.since.seq = dense ? head : -1;
  return true;
}
