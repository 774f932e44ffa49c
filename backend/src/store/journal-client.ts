import { BoundedBuffer, deadlineAfter, remainingMs } from '../concurrency/index.ts';
import type { AppendResult, RoomAppend } from './store.ts';
import { decodeAnswer, encodeAppends, MAX_APPEND_BYTES } from './append-protocol.ts';

const ANSWER_TIMEOUT_MS = 10_000;
const FAILED: AppendResult = { kind: 'failed', code: 'STORAGE_FAILED' };
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
   * Blocks until the appends are on disk or refused; one result for each. After the timeout those without an answer have
   * failed as far as is known: they may still be stored. What is longer than MAX_APPEND_BYTES goes as several requests, one
   * after the other; a single append that is longer has failed.
   */
  append(appends: RoomAppend[], timeoutMs = ANSWER_TIMEOUT_MS): AppendResult[] {
    return this.#append(appends, deadlineAfter(timeoutMs));
  }

  #append(appends: RoomAppend[], deadline: number): AppendResult[] {
    const requestId = ++this.#lastRequest;
    const record = encodeAppends({ threadId: this.#threadId, requestId, appends });
    if (record.length > MAX_APPEND_BYTES) return this.#appendHalves(appends, deadline);
    const results = this.#journal.put(record, remainingMs(deadline)) === 'put' ? this.#answerTo(requestId, deadline) : null;
    return results ?? appends.map(() => FAILED);
  }

  #appendHalves(appends: RoomAppend[], deadline: number): AppendResult[] {
    if (appends.length === 1) return [FAILED];
    const half = appends.length >> 1;
    return [...this.#append(appends.slice(0, half), deadline), ...this.#append(appends.slice(half), deadline)];
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
