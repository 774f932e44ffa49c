import type { Worker } from 'node:worker_threads';
import { BoundedBuffer } from '../../../concurrency/index.ts';
import { MAX_APPEND_BYTES } from '../../append-protocol.ts';
import type { Journal } from '../../journal.ts';
import type { StorageTrouble, StoreWrites, WalSize } from '../../store.ts';
import { StoreError } from '../../store-error.ts';
import type { StoreFigures } from '../../store-figures.ts';
import { JournalStats } from './journal-stats.ts';
import { Outbox } from './outbox.ts';
import { PendingAnswers } from '../pending-answers.ts';
import { encodeWrite, type JournalMessage, type JournalWorkerData, type RegistryMessage } from './protocol.ts';
import { WAL_LIMITS, type WalLimits } from './wal-watch.ts';
import { type StartListeners, startWorker } from '../start-worker.ts';

const WORKER_URL = new URL(import.meta.url.endsWith('.ts') ? './journal.worker.ts' : './journal.worker.js', import.meta.url);
const BUFFER_BYTES = 4 * MAX_APPEND_BYTES;
/** The journal sleeps on its buffer and hears no message; in a quiet hour those of threads that come and go would pile up. */
const NOTHING_BUT_MAIL = new Uint8Array(0);
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64 };

export interface JournalOptions extends StartListeners {
  databasePath: string;
  /** At least what the longest append takes. */
  bufferBytes?: number;
  /** The database grows no further than so many pages. */
  maxPages?: number;
  wal?: WalLimits;
}

/** The main thread's handle of the journal thread, the only writer. */
export class SqliteJournal implements Journal {
  readonly #buffer: BoundedBuffer;
  readonly #stats: JournalStats;
  readonly #worker: Worker;
  readonly #outbox: Outbox;
  readonly #pending = new PendingAnswers();
  readonly #unregistering = new Map<number, () => void>();
  readonly #ended = Promise.withResolvers<void>();
  #state: 'open' | 'closing' | 'ended' = 'open';
  #failure: Error | null = null;
  #tellFailure: (error: Error) => void = () => {};
  #tellTrouble: (trouble: StorageTrouble) => void = () => {};
  #tellWalSize: (size: WalSize) => void = () => {};

  private constructor({ buffer, stats, worker }: { buffer: BoundedBuffer; stats: JournalStats; worker: Worker }) {
    this.#buffer = buffer;
    this.#stats = stats;
    this.#worker = worker;
    this.#outbox = new Outbox(buffer);
    worker.on('message', (message: JournalMessage) => this.#receive(message));
    worker.on('error', (error: Error) => (this.#failure = error));
    worker.on('exit', (code) => this.#end(code));
  }

  /** Starts the thread, which makes the database where there is none. Rejects with UnusableDatabaseError where it cannot be used. */
  static async open({ databasePath, bufferBytes = BUFFER_BYTES, maxPages, wal = WAL_LIMITS, ...listeners }: JournalOptions): Promise<SqliteJournal> {
    if (bufferBytes < BoundedBuffer.costOf(MAX_APPEND_BYTES)) throw new RangeError(`bufferBytes must have room for ${MAX_APPEND_BYTES}`);
    const buffer = BoundedBuffer.create(bufferBytes);
    const stats = new JournalStats();
    const workerData: JournalWorkerData = { databasePath, buffer: buffer.memory, stats: stats.memory, maxPages, wal };
    const worker = await startWorker(WORKER_URL, { name: 'journal', workerData, resourceLimits: RESOURCE_LIMITS }, listeners);
    return new SqliteJournal({ buffer, stats, worker });
  }

  /** For the JournalClient of a room thread. */
  get memory(): SharedArrayBuffer {
    return this.#buffer.memory;
  }

  /** Never blocks. Rejects with StoreError: BUSY, and nothing was done; STORAGE_FULL or STORAGE_FAILED. */
  async write<M extends keyof StoreWrites>(method: M, ...args: Parameters<StoreWrites[M]>): Promise<ReturnType<StoreWrites[M]>> {
    if (this.#state !== 'open') throw new StoreError('STORAGE_FAILED', 'The journal is closed');
    const answer = this.#pending.ask((requestId) =>
      this.#outbox.put(encodeWrite({ requestId, method, args }), () => this.#pending.settle({ requestId, code: 'BUSY' })),
    );
    return (await answer) as ReturnType<StoreWrites[M]>;
  }

  /** Before the thread starts. */
  registerThread(threadId: number, replies: SharedArrayBuffer): void {
    this.#tell({ type: 'register', threadId, replies });
  }

  /** Resolves when the journal writes to the replies no more; never where its thread has ended. */
  unregisterThread(threadId: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    if (this.#state !== 'ended') this.#unregistering.set(threadId, resolve);
    this.#tell({ type: 'unregister', threadId });
    this.#outbox.put(NOTHING_BUT_MAIL, () => undefined);
    return promise;
  }

  stats(): StoreFigures {
    const { waiting, queuedBytes, capacityBytes } = this.#buffer;
    const { commits, failures, events, commitTimes, walBytes } = this.#stats;
    return { waiting, queuedBytes, capacityBytes, commits, failures, events, commitTimes, walBytes };
  }

  /** The thread has died: nothing can be stored any more, and the process had better stop. */
  onFailure(listener: (error: Error) => void): void {
    this.#tellFailure = listener;
    if (this.#failure) listener(this.#failure);
  }

  /** A transaction or a part of it failed; whoever it was for has been answered. */
  onTrouble(listener: (trouble: StorageTrouble) => void): void {
    this.#tellTrouble = listener;
  }

  /** The write-ahead log has become large, or small again. */
  onWalSize(listener: (size: WalSize) => void): void {
    this.#tellWalSize = listener;
  }

  /** Stores what waits, then closes the file. No room thread may append any more. */
  async close(): Promise<void> {
    if (this.#state === 'open') this.#state = 'closing';
    await this.#outbox.empty;
    this.#outbox.stop();
    this.#buffer.close();
    await this.#ended.promise;
  }

  #tell(message: RegistryMessage): void {
    this.#worker.postMessage(message);
  }

  #receive(message: JournalMessage): void {
    if (message.type === 'trouble') this.#tellTrouble(message);
    else if (message.type === 'walSize') this.#tellWalSize(message);
    else if (message.type === 'unregistered') this.#unregistered(message.threadId);
    else message.answers.forEach((answer) => this.#pending.settle(answer));
  }

  #unregistered(threadId: number): void {
    this.#unregistering.get(threadId)?.();
    this.#unregistering.delete(threadId);
  }

  #end(code: number): void {
    const expected = this.#state === 'closing' && code === 0;
    this.#state = 'ended';
    this.#pending.rejectAll('STORAGE_FAILED');
    this.#unregistering.clear();
    this.#outbox.stop();
    this.#buffer.close();
    this.#ended.resolve();
    if (!expected) this.#tellFailure((this.#failure ??= new Error(`The journal thread ended with code ${code}`)));
  }
}
