import { BoundedBuffer } from '../concurrency/index.ts';
import type { Failure } from '../contract/errors.ts';
import { encodeCommand, type Answer } from './protocol.ts';
import type { CommandResult, RoomCommand } from './room-rules.ts';

export type PutAnswer = { ok: true; result: CommandResult } | ({ ok: false } & Failure);

interface Unsettled {
  id: number;
  record: Uint8Array;
  settle: (answer: PutAnswer) => void;
}

const LONGEST_WAIT_FOR_ROOM_MS = 1_000;
const TRIES_AT_ONCE = 20;
const PAUSE_MS = 2;

/**
 * A room's commands from `put` until their answer. It keeps the order, keeps what was not answered so that it can be
 * put again into a new buffer when the thread is lost, and never holds more than twice the buffer's capacity:
 * beyond that, and whenever the buffer is full, the sender is told BUSY.
 */
export class CommandQueue {
  readonly #capacityBytes: number;
  readonly #unsettled = new Map<number, Unsettled>();
  /** Not yet in the buffer: no buffer is connected, its lock was held, or it was full while we put again. */
  #outside: Unsettled[] = [];
  #outsideBytes = 0;
  #buffer: BoundedBuffer | null = null;
  #nextId = 1;
  #tries = 0;

  constructor(capacityBytes: number) {
    this.#capacityBytes = capacityBytes;
  }

  get size(): number {
    return this.#unsettled.size;
  }

  /** Commands that no thread has taken yet. */
  get waiting(): number {
    return this.#outside.length + (this.#buffer?.waiting ?? 0);
  }

  put(command: RoomCommand): Promise<PutAnswer> | 'full' {
    const id = this.#nextId++;
    const record = encodeCommand({ id, command });
    const place = this.#placeFor(record);
    if (place === 'nowhere') return 'full';
    return new Promise((settle) => {
      const unsettled = { id, record, settle };
      this.#unsettled.set(id, unsettled);
      if (place === 'outside') this.#keepOutside(unsettled);
    });
  }

  /** Everything unanswered goes into this buffer, in order, and what is put from now on too. */
  connect(buffer: BoundedBuffer): void {
    this.disconnect();
    this.#buffer = buffer;
    this.#flush(buffer);
  }

  /** The buffer is lost, and what it held waits outside again. */
  disconnect(): void {
    this.#buffer = null;
    this.#outside = [...this.#unsettled.values()];
    this.#outsideBytes = this.#outside.reduce((sum, { record }) => sum + BoundedBuffer.costOf(record.length), 0);
  }

  settle(answers: Answer[]): void {
    for (const answer of answers) {
      const unsettled = this.#unsettled.get(answer.id);
      this.#unsettled.delete(answer.id);
      unsettled?.settle(answer);
    }
  }

  failAll(failure: Failure): void {
    const lost = [...this.#unsettled.values()];
    this.#unsettled.clear();
    this.#outside = [];
    this.#outsideBytes = 0;
    for (const { settle } of lost) settle({ ok: false, ...failure });
  }

  #placeFor(record: Uint8Array): 'inside' | 'outside' | 'nowhere' {
    if (this.#buffer !== null && this.#outside.length === 0) {
      const put = this.#buffer.tryPut(record);
      if (put === 'put') return 'inside';
      if (put === 'full') return 'nowhere';
    }
    return this.#outsideBytes + BoundedBuffer.costOf(record.length) > this.#capacityBytes ? 'nowhere' : 'outside';
  }

  #keepOutside(unsettled: Unsettled): void {
    this.#outside.push(unsettled);
    this.#outsideBytes += BoundedBuffer.costOf(unsettled.record.length);
    if (this.#buffer !== null && this.#outside.length === 1) this.#flushSoon(this.#buffer);
  }

  #flush(buffer: BoundedBuffer): void {
    if (buffer !== this.#buffer) return;
    for (let next = this.#outside[0]; next !== undefined; next = this.#outside[0]) {
      const put = buffer.tryPut(next.record);
      if (put === 'contended') return this.#flushSoon(buffer);
      if (put !== 'put') return this.#flushWhenRoom(buffer, next.record.length);
      this.#tries = 0;
      this.#outside.shift();
      this.#outsideBytes -= BoundedBuffer.costOf(next.record.length);
    }
  }

  /** The lock is held for microseconds; for longer only by a thread that died, which the watchdog sees to. */
  #flushSoon(buffer: BoundedBuffer): void {
    if (this.#tries++ < TRIES_AT_ONCE) setImmediate(() => this.#flush(buffer));
    else setTimeout(() => this.#flush(buffer), PAUSE_MS);
  }

  #flushWhenRoom(buffer: BoundedBuffer, bytes: number): void {
    void buffer.roomForAsync(bytes, LONGEST_WAIT_FOR_ROOM_MS).then(() => this.#flush(buffer));
  }
}
