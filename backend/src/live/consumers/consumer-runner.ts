import type { LoggerService } from '@nestjs/common';
import type { RoomEvent } from '../../contract/room-events.ts';
import type { ConsumerLease } from '../../store/consumers.ts';
import type { Store } from '../../store/store.ts';
import { Alarm } from './alarm.ts';
import type { LogConsumer } from './log-consumer.ts';
import { RoomsToRead } from './rooms-to-read.ts';

const EVENTS_AT_ONCE = 200;
const ROOMS_AT_ONCE = 1_000;
/** One, two, four ... of the first pause; after so many tries at one event it is left out, so that what follows is not lost with it. */
const MOST_TRIES = 9;

export interface ConsumerTimes {
  /** What a holder that died keeps others waiting for. */
  leaseMs: number;
  /** The first pause after a failure. */
  retryMs: number;
}

export const CONSUMER_TIMES: ConsumerTimes = { leaseMs: 30_000, retryMs: 1_000 };

export interface ConsumerOptions {
  consumer: LogConsumer;
  store: Pick<Store, 'write' | 'readBulk'>;
  holder: string;
  times: ConsumerTimes;
  log: Pick<LoggerService, 'warn' | 'error'>;
}

/** Reads the logs for one consumer while it has the lease, room after room, each from where the consumer is in it. */
export class ConsumerRunner {
  readonly #consumer: LogConsumer;
  readonly #store: Pick<Store, 'write' | 'readBulk'>;
  readonly #lease: ConsumerLease;
  readonly #times: ConsumerTimes;
  readonly #log: Pick<LoggerService, 'warn' | 'error'>;
  readonly #rooms: RoomsToRead;
  readonly #alarm = new Alarm();
  readonly #ended: Promise<void>;
  #state: 'running' | 'stopping' = 'running';
  #leasedUntil = 0;
  #isFailing = false;

  constructor({ consumer, store, holder, times, log }: ConsumerOptions) {
    this.#consumer = consumer;
    this.#rooms = new RoomsToRead(consumer.afterMs);
    this.#store = store;
    this.#lease = { consumer: consumer.name, holder };
    this.#times = times;
    this.#log = log;
    this.#ended = this.#run();
  }

  /** Something was stored in the room, as far as is known here. */
  note(roomId: string): void {
    if (this.#rooms.note(roomId)) this.#alarm.ring();
  }

  /** What is in hand is finished first. */
  async stop(): Promise<void> {
    this.#state = 'stopping';
    this.#alarm.ring();
    await this.#ended;
  }

  async #run(): Promise<void> {
    while (this.#state === 'running') await this.#alarm.pause(await this.#round());
    await this.#store.write('releaseConsumer', this.#lease).catch(() => undefined);
  }

  /** Says how long there is nothing to do. */
  async #round(): Promise<number> {
    try {
      if (!(await this.#holds())) return this.#times.leaseMs / 3;
      if (this.#rooms.lookAtAll) await this.#noteAllBehind();
      for (let roomId = this.#next(); roomId !== undefined && (await this.#holds()); roomId = this.#next()) await this.#read(roomId);
      this.#isFailing = false;
    } catch (error) {
      this.#rooms.lookAtAll = true;
      if (!this.#isFailing) this.#log.warn({ err: error, consumer: this.#consumer.name }, 'The logs cannot be read for a consumer; it goes on when they can.');
      this.#isFailing = true;
      return this.#times.retryMs;
    }
    if (this.#rooms.lookAtAll) return this.#times.retryMs;
    return Math.min(this.#times.leaseMs / 3, this.#rooms.waitMs(performance.now()));
  }

  #next(): string | undefined {
    return this.#state === 'running' ? this.#rooms.take(performance.now()) : undefined;
  }

  /** Prolonged when a third of it is over. */
  async #holds(): Promise<boolean> {
    const now = performance.now();
    const { leaseMs } = this.#times;
    if (this.#leasedUntil - now > (2 / 3) * leaseMs) return true;
    const isHolder = await this.#store.write('leaseConsumer', { ...this.#lease, leaseMs, from: this.#consumer.from });
    if (isHolder && this.#leasedUntil === 0) this.#rooms.lookAtAll = true;
    this.#leasedUntil = isHolder ? now + leaseMs : 0;
    return isHolder;
  }

  async #noteAllBehind(): Promise<void> {
    this.#rooms.lookAtAll = false;
    let after: string | null = null;
    do {
      const { roomIds, next }: { roomIds: string[]; next: string | null } = await this.#store.readBulk('roomsBehind', {
        consumer: this.#consumer.name,
        after,
        limit: ROOMS_AT_ONCE,
      });
      for (const roomId of roomIds) this.#rooms.note(roomId);
      after = this.#rooms.lookAtAll ? null : next;
    } while (after !== null);
  }

  /** To the end of its log, or to what the consumer fails at. */
  async #read(roomId: string): Promise<void> {
    if ((await this.#consumer.concerns?.(roomId)) === false) return this.#skip(roomId);
    while (this.#state === 'running' && (await this.#readOn(roomId)));
  }

  /** True where there may be more. */
  async #readOn(roomId: string): Promise<boolean> {
    const limit = this.#rooms.isOneByOne(roomId) ? 1 : EVENTS_AT_ONCE;
    const events = await this.#store.readBulk('eventsFor', { consumer: this.#consumer.name, roomId, limit });
    const ripe = this.#ripe(events);
    const last = ripe.at(-1);
    if (last === undefined) return this.#rest(roomId, events[0]);
    if (!(await this.#consume(roomId, ripe)) || !(await this.#move(roomId, last.seq))) return false;
    this.#rooms.succeeded(roomId, last.seq);
    return true;
  }

  /** `next` is too young, or there is nothing more. */
  #rest(roomId: string, next: RoomEvent | undefined): false {
    if (next === undefined) this.#rooms.succeeded(roomId, Infinity);
    else this.#rooms.later(roomId, performance.now() + this.#unripeMs(next));
    return false;
  }

  async #skip(roomId: string): Promise<void> {
    const room = await this.#store.readBulk('room', roomId, null);
    if (room !== null && (await this.#move(roomId, room.head))) this.#rooms.succeeded(roomId, Infinity);
  }

  /** Those at the beginning that are old enough for this consumer. */
  #ripe(events: RoomEvent[]): RoomEvent[] {
    const young = events.findIndex((event) => this.#unripeMs(event) > 0);
    return young === -1 ? events : events.slice(0, young);
  }

  /** Never longer than the consumer waits, whatever the clock was when it was said. */
  #unripeMs({ at }: RoomEvent): number {
    const { afterMs = 0 } = this.#consumer;
    return Math.min(afterMs, at + afterMs - Date.now());
  }

  async #move(roomId: string, seq: number): Promise<boolean> {
    const isHolder = await this.#store.write('moveConsumer', { ...this.#lease, roomId, seq });
    if (!isHolder) this.#leasedUntil = 0;
    return isHolder;
  }

  /** True where the events are done with. */
  async #consume(roomId: string, events: RoomEvent[]): Promise<boolean> {
    try {
      await this.#consumer.consume(roomId, events);
      return true;
    } catch (error) {
      const place = { err: error, consumer: this.#consumer.name, roomId, seq: events[0]?.seq };
      const tries = this.#rooms.triesOf(roomId) + 1;
      if (tries === 1) this.#log.warn(place, 'A consumer failed at an event; it gets it again.');
      if (tries >= MOST_TRIES && events.length === 1) {
        this.#log.error(place, 'A consumer failed at an event again and again; it is left out.');
        return true;
      }
      this.#rooms.failed(roomId, events.at(-1)?.seq ?? 0, performance.now() + this.#times.retryMs * 2 ** (tries - 1));
      return false;
    }
  }
}
