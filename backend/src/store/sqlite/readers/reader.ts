import type { Worker } from 'node:worker_threads';
import type { StoreReads } from '../../store.ts';
import { StoreError } from '../../store-error.ts';
import { PendingAnswers } from '../pending-answers.ts';
import type { ReadAnswer, ReaderWorkerData, ReadMessage } from './reader-protocol.ts';
import { startWorker } from '../start-worker.ts';

const WORKER_URL = new URL(import.meta.url.endsWith('.ts') ? './reader.worker.ts' : './reader.worker.js', import.meta.url);
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 16 };
/** Reads that may be under way in each lane. Interactive ones are short and many at once: all people come back together. */
export const READS_UNDER_WAY = { interactive: 10_000, bulk: 256 } as const;
const DEATHS = { tooMany: 3, withinMs: 60_000 };

export type ReadLane = keyof typeof READS_UNDER_WAY;

export interface ReaderOptions {
  databasePath: string;
  lane: ReadLane;
  workerUrl?: URL;
}

/** The main thread's handle of the thread that reads for one lane. It holds nothing of its own, so a dead one is replaced. */
export class StoreReader {
  readonly #start: () => Promise<Worker>;
  readonly #mostUnderWay: number;
  readonly #pending = new PendingAnswers();
  readonly #ended = Promise.withResolvers<void>();
  #worker: Worker | null = null;
  #state: 'open' | 'closing' | 'ended' = 'open';
  #deaths: number[] = [];
  #failure: Error | null = null;
  #tellFailure: (error: Error) => void = () => {};

  private constructor(start: () => Promise<Worker>, mostUnderWay: number) {
    this.#start = start;
    this.#mostUnderWay = mostUnderWay;
  }

  /** After the journal has opened the database. Rejects with UnusableDatabaseError where it cannot be used. */
  static async open({ databasePath, lane, workerUrl = WORKER_URL }: ReaderOptions): Promise<StoreReader> {
    const workerData: ReaderWorkerData = { databasePath };
    const start = () => startWorker(workerUrl, { name: `reader-${lane}`, workerData, resourceLimits: RESOURCE_LIMITS });
    const reader = new StoreReader(start, READS_UNDER_WAY[lane]);
    reader.#attend(await reader.#start());
    return reader;
  }

  /** Rejects with StoreError: BUSY where too many wait already, STORAGE_FAILED. */
  async read<M extends keyof StoreReads>(method: M, ...args: Parameters<StoreReads[M]>): Promise<ReturnType<StoreReads[M]>> {
    if (this.#pending.count >= this.#mostUnderWay) throw new StoreError('BUSY');
    const worker = this.#worker;
    if (worker === null || this.#state !== 'open') throw new StoreError('STORAGE_FAILED', 'The reader thread is not there');
    const send = (message: ReadMessage): void => worker.postMessage(message);
    return (await this.#pending.ask((requestId) => send({ type: 'read', requestId, method, args }))) as ReturnType<StoreReads[M]>;
  }

  /** The thread died again and again: nothing can be read any more, and the process had better stop. */
  onFailure(listener: (error: Error) => void): void {
    this.#tellFailure = listener;
    if (this.#failure) listener(this.#failure);
  }

  /** Answers what was asked before. */
  async close(): Promise<void> {
    if (this.#state === 'open') this.#state = 'closing';
    if (this.#worker) sendClose(this.#worker);
    await this.#ended.promise;
  }

  #attend(worker: Worker): void {
    let failure: Error | null = null;
    this.#worker = worker;
    worker.on('message', (answer: ReadAnswer) => this.#pending.settle(answer));
    worker.on('error', (error: Error) => (failure = error));
    worker.on('exit', (code) => this.#end(failure ?? new Error(`The reader thread ended with code ${code}`)));
  }

  #end(error: Error): void {
    this.#worker = null;
    this.#pending.rejectAll('STORAGE_FAILED', error.message);
    if (this.#state === 'open') return this.#replace(error);
    this.#state = 'ended';
    this.#ended.resolve();
  }

  #replace(error: Error): void {
    const now = performance.now();
    this.#deaths = [...this.#deaths.filter((death) => now - death < DEATHS.withinMs), now];
    if (this.#deaths.length >= DEATHS.tooMany) return this.#fail(error);
    this.#start().then(
      (worker) => this.#resume(worker),
      (cause: Error) => this.#end(cause),
    );
  }

  #resume(worker: Worker): void {
    this.#attend(worker);
    if (this.#state === 'closing') sendClose(worker);
  }

  #fail(error: Error): void {
    this.#state = 'ended';
    this.#failure = error;
    this.#ended.resolve();
    this.#tellFailure(error);
  }
}

function sendClose(worker: Worker): void {
  worker.postMessage({ type: 'close' } satisfies ReadMessage);
}
