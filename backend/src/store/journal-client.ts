import { BoundedBuffer, deadlineAfter, remainingMs } from '../concurrency/index.ts';
import type { AppendResult, RoomAppend } from './store.ts';
import { decodeAnswer, encodeAppends, MAX_APPEND_BYTES } from './append-protocol.ts';

const ANSWER_TIMEOUT_MS = 10_000;
const ONE = { maxRecords: 1, maxBytes: Number.MAX_SAFE_INTEGER };

/** A room thread's way to the store's journal. Lives in that thread and blocks it. */
export class JournalClient {
  readonly #journal: BoundedBuffer;
  readonly #replies: BoundedBuffer;
  readonly #threadId: number;
  #lastRequest = 0;

  constructor({ journal, replies, threadId }: { journal: SharedArrayBuffer; replies: BoundedBuffer; threadId: number }) {
    this.#journal = BoundedBuffer.attach(journal);
    this.#replies = replies;
    this.#threadId = threadId;
  }

  /**
   * Blocks until the appends are on disk or refused; one result for each. After the timeout all have failed as far as is
   * known: they may still be stored. Throws RangeError beyond MAX_APPEND_BYTES.
   */
  append(appends: RoomAppend[], timeoutMs = ANSWER_TIMEOUT_MS): AppendResult[] {
    const requestId = ++this.#lastRequest;
    const record = encodeAppends({ threadId: this.#threadId, requestId, appends });
    if (record.length > MAX_APPEND_BYTES) throw new RangeError(`An append of ${record.length} bytes is more than ${MAX_APPEND_BYTES}`);
    const deadline = deadlineAfter(timeoutMs);
    const results = this.#journal.put(record, timeoutMs) === 'put' ? this.#answerTo(requestId, deadline) : null;
    return results ?? appends.map(() => ({ kind: 'failed', code: 'STORAGE_FAILED' }));
  }

  /** Answers to requests that were given up come first and are dropped. */
  #answerTo(requestId: number, deadline: number): AppendResult[] | null {
    for (;;) {
      const [record] = this.#replies.takeBatch(ONE, remainingMs(deadline));
      if (!record) return null;
      const answer = decodeAnswer(record);
      if (answer.requestId === requestId) return answer.results;
    }
  }
}
