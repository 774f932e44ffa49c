import { isMainThread, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { BoundedBuffer } from '../concurrency/index.ts';
import { JournalClient } from '../journal/journal-client.ts';
import type { ControlMessage, RoomThreadData } from './protocol.ts';
import { RoomThreadLoop } from './room-thread-loop.ts';
import type { RoomRulesModule } from './room-rules.ts';
import { ThreadSignals } from './thread-signals.ts';

if (isMainThread || parentPort === null) throw new Error('This module runs in a room thread only.');

const port = parentPort;
const data = workerData as RoomThreadData;
const journal = new JournalClient({
  journal: data.journal,
  replies: BoundedBuffer.attach(data.replies),
  threadId: data.threadId,
});

new RoomThreadLoop({
  signals: new ThreadSignals(data.signals),
  rules: (await import(data.rulesUrl)) as RoomRulesModule,
  append: (appends) => journal.append(appends),
  post: (message) => port.postMessage(message, message.type === 'round' ? packetsOf(message.rooms) : []),
  receive: () => receiveMessageOnPort(port)?.message as ControlMessage | undefined,
  now: () => Date.now(),
}).run();

function packetsOf(rooms: { publication: { packet: Uint8Array<ArrayBuffer> } | null }[]): ArrayBuffer[] {
  return rooms.flatMap(({ publication }) => (publication === null ? [] : [publication.packet.buffer]));
}
