import { readFileSync, statSync } from 'node:fs';
import type { MessagePosted } from '../../../src/contract/room-events.ts';
import { DEFAULT_POLICY } from '../../../src/contract/room.ts';
import { openWriter } from '../../../src/store/sqlite/open.ts';
import type { SqliteWriter } from '../../../src/store/sqlite/sqlite-writer.ts';
import { ChatClient } from '../../kit/chat-client.ts';
import { countTo } from '../../kit/numbers.ts';
import { NO_RATES, ServerProcess } from '../../kit/server-process.ts';
import { residentMib } from '../kit/memory.ts';
import type { Report } from '../kit/report.ts';

const BATCH = 1_000;
const MIB = 1_048_576;
const AUTHOR = { id: 'author', name: 'Author' };
const TEXT = 'The quick brown fox jumps over the lazy dog, again and again. '.repeat(2);
/** What a start may read more over a big store than over an empty one: some pages of each table. */
const MOST_EXTRA_MIB = 4;

interface Start {
  readMib: number;
  ms: number;
  memoryMib: number;
}

/** F27: a start reads what lives, not the history. */
export async function startWithHistory({ messages, rooms }: { messages: number; rooms: number }): Promise<Report> {
  const server = ServerProcess.unstarted(NO_RATES);
  try {
    const empty = await measureStart(server);
    await server.stop();
    fillStore(server.databasePath, { messages, rooms });
    const fileMib = Math.round(statSync(server.databasePath).size / MIB);
    const full = await measureStart(server);
    const works = await isThere(server, messages / rooms);
    const held = works && full.readMib - empty.readMib < MOST_EXTRA_MIB;
    const notes = [
      `${fileMib} MiB in the file; start ${Math.round(empty.ms)} ms empty, ${Math.round(full.ms)} ms full`,
      `read ${empty.readMib.toFixed(1)} and ${full.readMib.toFixed(1)} MiB`,
      `memory ${empty.memoryMib} and ${full.memoryMib} MiB`,
    ];
    return { fault: 'F27', what: `start with ${messages.toLocaleString('en')} messages in ${rooms} rooms`, held, peakMib: full.memoryMib, notes };
  } finally {
    await server.remove();
  }
}

async function measureStart(server: ServerProcess): Promise<Start> {
  const from = performance.now();
  await server.launch();
  const ms = performance.now() - from;
  return { ms, readMib: readBytes(server.pid) / MIB, memoryMib: residentMib(server.pid) ?? 0 };
}

/** All that the process asked the system to read, its own code too. */
function readBytes(pid: number): number {
  return Number(/^rchar: (\d+)$/mu.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1] ?? 0);
}

/** The next message gets the next number, and the newest page is the newest page. */
async function isThere(server: ServerProcess, inEachRoom: number): Promise<boolean> {
  const ann = await ChatClient.enter(server.url, 'Ann');
  await ann.enters('room-1');
  const { ordinal } = await ann.say('room-1', 'next');
  const newest = (await (await ann.get(`${server.url}/api/rooms/room-1/messages?limit=2`)).json()) as MessagePosted[];
  ann.close();
  return ordinal === inEachRoom + 1 && newest.map((message) => message.ordinal).join() === [inEachRoom, inEachRoom + 1].join();
}

function fillStore(path: string, { messages, rooms }: { messages: number; rooms: number }): void {
  const writer = openWriter({ path });
  for (const n of countTo(rooms)) fillRoom(writer, `room-${n}`, messages / rooms);
  writer.close();
}

function fillRoom(writer: SqliteWriter, roomId: string, messages: number): void {
  const names = { id: roomId, slug: roomId, name: roomId, nameKey: roomId, searchKey: roomId, topic: '' };
  writer.createRoom({ ...names, kind: 'room', visibility: 'public', policy: DEFAULT_POLICY, createdBy: AUTHOR.id, createdAt: 1, epoch: 'epoch', clientId: roomId, events: [] });
  for (let seq = 0; seq < messages; seq += BATCH) {
    const events = countTo(Math.min(BATCH, messages - seq)).map((n) => messageOf(roomId, seq + n));
    const append = { roomId, expectedSeq: seq, events, encoded: events.map((event) => JSON.stringify(event)) };
    const { kind } = writer.transaction(() => writer.append(append));
    if (kind !== 'committed') throw new Error(`The store could not be filled: ${kind}`);
  }
}

function messageOf(roomId: string, seq: number): MessagePosted {
  return { seq, at: seq, type: 'message.posted', author: AUTHOR, id: `${roomId}-${seq}`, ordinal: seq, clientId: `c-${seq}`, body: TEXT };
}
