import { isMainThread, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { BoundedBuffer } from '../concurrency/index.ts';
import { JournalClient } from '../store/journal-client.ts';
import type { ControlMessage, RoomThreadData, ThreadMessage } from './protocol.ts';
import { RoomThreadLoop } from './room-thread-loop.ts';
import type { LoadRules } from './room-rules.ts';
import { ThreadSignals } from './thread-signals.ts';

/** What a worker entry calls, with the rules it is to apply. Returns when the thread was told to close. */
export function startRoomThread(loadRules: LoadRules): void {
  if (isMainThread) throw new Error('A room thread starts in a worker only.');
  const data = workerData as RoomThreadData;
  const { port } = data;
  const signals = new ThreadSignals(data.signals);
  const replies = BoundedBuffer.attach(data.replies);
  const journal = new JournalClient({ journal: data.journal, replies, threadId: data.threadId });
  new RoomThreadLoop({
    signals,
    loadRules,
    append: (appends) => journal.append(appends),
    post: (message) => {
      port.postMessage(message, packetsIn(message));
      signals.countPosted();
    },
    receive: () => receiveMessageOnPort(port)?.message as ControlMessage | undefined,
    now: () => Date.now(),
  }).run();
}

/** Moved, not copied. */
function packetsIn(message: ThreadMessage): ArrayBuffer[] {
  if (message.type !== 'round') return [];
  return message.rooms.flatMap(({ publication }) => (publication === null ? [] : [publication.frame.buffer]));
}
