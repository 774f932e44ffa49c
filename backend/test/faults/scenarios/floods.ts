import { ChatClient } from '../../kit/chat-client.ts';
import { countTo } from '../../kit/numbers.ts';
import { metricOf } from '../../kit/rest.ts';
import { NO_RATES, ServerProcess } from '../../kit/server-process.ts';
import { residentMib } from '../kit/memory.ts';
import { RawClient } from '../kit/raw-client.ts';
import type { Report } from '../kit/report.ts';
import { pause, until } from '../../kit/until.ts';

/** F20: one socket sends as fast as it can, at the rates that a server has by default. */
export async function floodEvents(): Promise<Report> {
  const server = await ServerProcess.start();
  try {
    const [ann, ben] = await Promise.all(['Ann', 'Ben'].map((name) => ChatClient.enter(server.url, name)));
    const room = await (ann as ChatClient).createRoom('Calm');
    await (ben as ChatClient).enters(room.id);
    const flood = await floodUntilClosed(server.url, room.id);
    const calm = await (ann as ChatClient).say(room.id, 'calm');
    await (ben as ChatClient).sees(room.id, calm.seq);
    [ann, ben].forEach((person) => person?.close());
    const held = flood.limited > 0 && flood.closed && flood.stored < flood.sent / 10;
    return { fault: 'F20', what: 'one socket floods the server with commands', held, notes: [`${flood.sent} commands sent`, `${flood.stored} stored, ${flood.limited} RATE_LIMITED`, flood.closed ? 'then disconnected' : 'not disconnected', 'the others chat on'] };
  } finally {
    await server.remove();
  }
}

async function floodUntilClosed(url: string, roomId: string): Promise<{ sent: number; stored: number; limited: number; closed: boolean }> {
  const session = (await ChatClient.enter(url, 'Flooder')).session;
  const client = await RawClient.enter(url, session.token);
  await client.enters(roomId);
  const tally = { sent: 0, stored: 0, limited: 0 };
  while (client.isOpen && tally.sent < 20_000) {
    const clientId = `flood-${++tally.sent}`;
    void client.ask('message:send', { roomId, clientId, body: 'flood' }).then((answer) => {
      if (answer?.ok === true) tally.stored++;
      else if (answer?.code === 'RATE_LIMITED') tally.limited++;
    });
    if (tally.sent % 100 === 0) await pause(1);
  }
  await Promise.race([client.ended(), pause(5_000)]);
  return { ...tally, closed: !client.isOpen };
}

/** F21: one person makes rooms without end; then many rooms wake on a server that keeps few of them live. */
export async function floodRooms({ rooms, liveMax }: { rooms: number; liveMax: number }): Promise<Report> {
  const limited = await floodQuota();
  const server = await ServerProcess.start({ ...NO_RATES, ROOM_LIVE_MAX: String(liveMax), ROOM_THREADS: '8' });
  try {
    const ann = await ChatClient.enter(server.url, 'Ann');
    let most = 0;
    for (const n of countTo(rooms)) {
      const room = await patiently(() => ann.createRoom(`Room ${n}`));
      await patiently(() => ann.say(room.id, `first-${n}`));
      if (n % 20 === 0) most = Math.max(most, await metricOf(server.url, 'watek_live_rooms'));
    }
    const memory = residentMib(server.pid) ?? 0;
    ann.close();
    const held = most <= liveMax && limited.refused > 0;
    return { fault: 'F21', what: `${rooms} rooms made and used, ${liveMax} may live`, held, peakMib: memory, notes: [`at most ${most} live at a time`, `by default one person makes ${limited.made} of ${limited.made + limited.refused} at once`] };
  } finally {
    await server.remove();
  }
}

async function floodQuota(): Promise<{ made: number; refused: number }> {
  const server = await ServerProcess.start({ RATE_MESSAGES_PER_SECOND: '0' });
  try {
    const hasty = await ChatClient.enter(server.url, 'Hasty');
    const answers = await Promise.all(countTo(200).map((n) => hasty.try('room:create', { name: `Hasty ${n}`, visibility: 'public', clientId: `hasty-${n}` })));
    hasty.close();
    const made = answers.filter(({ ok }) => ok).length;
    return { made, refused: answers.filter((answer) => !answer.ok && answer.code === 'RATE_LIMITED').length };
  } finally {
    await server.remove();
  }
}

async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('BUSY')) throw error;
      await pause(20);
    }
  }
}

export interface FlapOptions {
  sockets: number;
  rounds: number;
}

/** F22: a crowd comes and goes at once, again and again. */
export async function flapPresence({ sockets, rounds }: FlapOptions): Promise<Report> {
  const server = await ServerProcess.start(NO_RATES);
  try {
    const watcher = await ChatClient.enter(server.url, 'Watcher');
    const { id: roomId } = await watcher.createRoom('Door');
    await watcher.enters(roomId);
    const tokens: string[] = [];
    for (const n of countTo(sockets)) tokens.push(await tokenOf(server.url, `Flap ${n}`));
    const memory: number[] = [];
    for (let round = 0; round < rounds; round++) memory.push(await comeAndGo(server, roomId, { tokens, watcher }));
    const facts = watcher.factsOf('presence:changed').length;
    const last = watcher.factsOf('presence:changed').at(-1)?.online;
    watcher.close();
    const flaps = sockets * rounds * 2;
    const held = last === 1 && facts < flaps / 2 && growthOf(memory) < MOST_GROWTH;
    return { fault: 'F22', what: `${sockets} sockets come and go, ${rounds} times`, held, peakMib: Math.max(...memory), notes: [`${flaps} changes told in ${facts} facts`, `${last ?? 0} online at the end`, `memory after each round ${memory.join(', ')} MiB`] };
  } finally {
    await server.remove();
  }
}

/** Of the memory after the second round, which is the first that finds everything warm. */
const MOST_GROWTH = 1.5;

function growthOf(memory: number[]): number {
  return memory.length < 3 ? 1 : (memory.at(-1) ?? 0) / (memory[1] ?? 1);
}

async function tokenOf(url: string, name: string): Promise<string> {
  const response = await fetch(`${url}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name, kind: 'token' }) });
  return ((await response.json()) as { token: string }).token;
}

async function comeAndGo(server: ServerProcess, roomId: string, { tokens, watcher }: { tokens: string[]; watcher: ChatClient }): Promise<number> {
  const clients = await Promise.all(tokens.map((token) => RawClient.enter(server.url, token)));
  await Promise.all(clients.map((client) => client.enters(roomId)));
  await watcher.hears('presence:changed', ({ online }) => online === tokens.length + 1);
  clients.forEach((client) => client.close());
  await until(() => watcher.factsOf('presence:changed').at(-1)?.online === 1, 'all to be gone', 60_000);
  return residentMib(server.pid) ?? 0;
}
