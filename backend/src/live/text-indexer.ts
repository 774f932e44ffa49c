import type { LoggerService } from '@nestjs/common';
import type { Store } from '../store/store.ts';
import { Alarm } from './consumers/alarm.ts';
import { RoomsToRead } from './consumers/rooms-to-read.ts';

const ROOMS_AT_ONCE = 1_000;
/** One transaction: some milliseconds of the writer. */
const SLICE = { rooms: 100, limit: 32 };
/** More events than that since the last slice: people write, and the writer is theirs. */
const BUSY_EVENTS = 20;
/** The writer rests so many times as long as a slice took. */
const REST = { quiet: 1, busy: 19 };

export interface IndexerTimes {
  /** What is said in that time goes into the index together. */
  gatherMs: number;
  retryMs: number;
}

export const INDEXER_TIMES: IndexerTimes = { gatherMs: 300, retryMs: 1_000 };

export interface TextIndexerOptions {
  store: Pick<Store, 'write' | 'readBulk' | 'stats'>;
  times: IndexerTimes;
  log: Pick<LoggerService, 'warn'>;
}

/**
 * Has the store put texts into its index, a small slice at a time, room after room, and leaves the writer to those who write. It
 * knows only which rooms something happened in: how far each is stands in the store, so several processes may do this at a time.
 */
export class TextIndexer {
  readonly #store: TextIndexerOptions['store'];
  readonly #times: IndexerTimes;
  readonly #log: Pick<LoggerService, 'warn'>;
  readonly #rooms = new RoomsToRead();
  /** Something was said: ends the sleep, and no rest that the writer is given. The end ends both. */
  readonly #news = new Alarm();
  readonly #end = new Alarm();
  readonly #ended: Promise<void>;
  #state: 'running' | 'stopping' = 'running';
  #isOpen = false;
  #isFailing = false;
  #eventsSeen = 0;

  constructor({ store, times, log }: TextIndexerOptions) {
    this.#store = store;
    this.#times = times;
    this.#log = log;
    this.#ended = this.#run();
  }

  /** Something was stored in the room. */
  note(roomId: string): void {
    if (this.#rooms.note(roomId)) this.#news.ring();
  }

  /** What is in hand is finished first. */
  async stop(): Promise<void> {
    this.#state = 'stopping';
    this.#news.ring();
    this.#end.ring();
    await this.#ended;
  }

  async #run(): Promise<void> {
    while (this.#state === 'running') {
      const restMs = await this.#round();
      if (restMs === null) await this.#news.pause();
      await this.#end.pause(restMs ?? this.#times.gatherMs);
    }
  }

  /** Says how long the writer is left alone; null where there is nothing to do. */
  async #round(): Promise<number | null> {
    try {
      if (!this.#isOpen) await this.#store.write('openTextIndex');
      this.#isOpen = true;
      if (this.#rooms.lookAtAll) await this.#noteAllBehind();
      const roomIds = this.#take();
      if (roomIds.length === 0) return null;
      const { unfinished, tookMs } = await this.#store.write('indexTexts', { roomIds, limit: SLICE.limit });
      unfinished.forEach((roomId) => this.#rooms.note(roomId));
      this.#isFailing = false;
      return tookMs * this.#rest();
    } catch (error) {
      return this.#failed(error);
    }
  }

  #take(): string[] {
    const taken: string[] = [];
    for (let roomId = this.#next(); roomId !== undefined; roomId = taken.length < SLICE.rooms ? this.#next() : undefined) taken.push(roomId);
    return taken;
  }

  #next(): string | undefined {
    return this.#rooms.take(0);
  }

  #rest(): number {
    const { events } = this.#store.stats();
    const isBusy = events - this.#eventsSeen > BUSY_EVENTS;
    this.#eventsSeen = events;
    return isBusy ? REST.busy : REST.quiet;
  }

  #failed(error: unknown): number {
    this.#rooms.lookAtAll = true;
    if (!this.#isFailing) this.#log.warn({ err: error }, 'Texts cannot be put into the index of the search; it goes on when they can.');
    this.#isFailing = true;
    return this.#times.retryMs;
  }

  async #noteAllBehind(): Promise<void> {
    let after: string | null = null;
    do {
      const { roomIds, next }: { roomIds: string[]; next: string | null } = await this.#store.readBulk('roomsToIndex', { after, limit: ROOMS_AT_ONCE });
      for (const roomId of roomIds) this.#rooms.note(roomId);
      after = next;
    } while (after !== null && this.#state === 'running');
    this.#rooms.lookAtAll = false;
  }
}
