import type { BatchLimits, BoundedBuffer } from '../../../concurrency/index.ts';
import { MAX_APPEND_BYTES } from '../../append-protocol.ts';
import type { Answer, GroupCommit, ThreadAnswer } from './group-commit.ts';
import type { JournalStats } from './journal-stats.ts';
import { decodeRequest, type JournalMessage, type RegistryMessage, type WriteAnswer } from './protocol.ts';
import type { ReplyBuffers } from './reply-buffers.ts';

/** One transaction takes what waits, but not for so long that everybody waits for it. */
const TRANSACTION: BatchLimits = { maxRecords: 1_024, maxBytes: MAX_APPEND_BYTES };
const LOOK_EVERY_MS = 1_000;

export interface JournalLoopParts {
  buffer: BoundedBuffer;
  groupCommit: GroupCommit;
  replies: ReplyBuffers;
  stats: JournalStats;
  post: (message: JournalMessage) => void;
  receive: () => RegistryMessage | undefined;
  /** After every transaction and every look. */
  noteWal: () => void;
}

/** take → commit → answer, until the buffer is closed and drained. Looks after its file when there is nothing to take. */
export class JournalLoop {
  readonly #parts: JournalLoopParts;

  constructor(parts: JournalLoopParts) {
    this.#parts = parts;
  }

  run(): void {
    const { buffer } = this.#parts;
    for (;;) {
      const records = buffer.takeBatch(TRANSACTION, LOOK_EVERY_MS);
      const requests = records.filter(({ length }) => length > 0);
      if (requests.length > 0) this.#answer(this.#commit(requests));
      else if (records.length > 0) this.#answer([]);
      else if (buffer.closed) return;
      else this.#look();
    }
  }

  /** Nobody writes; the file may be gone all the same. */
  #look(): void {
    if (!this.#parts.groupCommit.look()) this.#parts.stats.countFailure();
    this.#parts.noteWal();
  }

  #commit(records: Uint8Array[]): Answer[] {
    const { groupCommit, stats } = this.#parts;
    const began = performance.now();
    const { committed, events, answers } = groupCommit.run(records.map(decodeRequest));
    if (committed) stats.countCommit({ events, tookMs: performance.now() - began });
    else stats.countFailure();
    this.#parts.noteWal();
    return answers;
  }

  #answer(answers: Answer[]): void {
    const forMain = answers.filter((answer): answer is WriteAnswer => !('results' in answer));
    if (forMain.length > 0) this.#parts.post({ type: 'answers', answers: forMain });
    this.#learnOfThreads();
    answers.filter((answer): answer is ThreadAnswer => 'results' in answer).forEach((answer) => this.#parts.replies.deliver(answer));
  }

  /** A thread is registered before it starts, so whoever has asked is known by now. */
  #learnOfThreads(): void {
    for (let message = this.#parts.receive(); message; message = this.#parts.receive()) this.#learn(message);
  }

  #learn(message: RegistryMessage): void {
    this.#parts.replies.learn(message);
    if (message.type === 'unregister') this.#parts.post({ type: 'unregistered', threadId: message.threadId });
  }
}
