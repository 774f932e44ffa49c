import { ChatError } from '../wire/chat-error.ts';
import type { ChatSocket } from './chat-socket.ts';

const MOST_WAITING = 1_000;

interface Line {
  waiting: number;
  last: Promise<unknown>;
}

/**
 * Answers that hold a page of events are made one at a time for each socket, and only when the one before was taken by
 * the system: otherwise somebody who asks a hundred times and reads nothing makes the server hold a hundred pages.
 */
export class AnswerQueue {
  readonly #lines = new WeakMap<ChatSocket, Line>();

  async take<T>(socket: ChatSocket, makePage: () => Promise<T>): Promise<T> {
    const line = this.#lines.get(socket) ?? { waiting: 0, last: Promise.resolve() };
    if (line.waiting >= MOST_WAITING) throw new ChatError('BUSY', 'Too many answers are waiting for this connection.', { retryAfterMs: 1_000 });
    this.#lines.set(socket, line);
    line.waiting++;
    const mine = line.last.then(() => drained(socket)).then(makePage);
    line.last = mine.then(
      () => line.waiting--,
      () => line.waiting--,
    );
    return mine;
  }
}

/** Throws when the socket is closed meanwhile: nobody waits for the answer. */
async function drained(socket: ChatSocket): Promise<void> {
  await socket.data.sink.whenDrained();
  if (!socket.connected) throw new ChatError('ROOM_UNAVAILABLE', 'The connection is closed.');
}
