import { BoundedBuffer } from '../../../concurrency/index.ts';
import { encodeAnswer } from '../../append-protocol.ts';
import type { ThreadAnswer } from './group-commit.ts';
import type { RegistryMessage } from './protocol.ts';

/** A live thread takes its answer at once. One that does not has died with the lock of its replies in its hand. */
const DEAD_AFTER_MS = 1_000;

/** The room threads' replies, as the journal's thread knows them. */
export class ReplyBuffers {
  readonly #replies = new Map<number, BoundedBuffer>();

  learn(message: RegistryMessage): void {
    if (message.type === 'register') this.#replies.set(message.threadId, BoundedBuffer.attach(message.replies));
    else this.#replies.delete(message.threadId);
  }

  /** Blocks while the thread has no room for it. An answer for a thread that is gone is dropped. */
  deliver({ threadId, requestId, results }: ThreadAnswer): void {
    const replies = this.#replies.get(threadId);
    replies?.put(encodeAnswer({ requestId, results }, replies.capacityBytes), DEAD_AFTER_MS);
  }
}
