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
 * A room's commands from `put` until their answer. What is put in one turn of the event loop goes into the buffer
 * together at its end: one lock, one wake-up, and the thread finds all of it. An idle loop comes to its end at once.
 *
 * What was not answered is kept, in order, so that it can be put again into a new buffer when the thread is lost. No more
 * than the buffer's capacity waits, inside and outside of it; beyond that the sender is told BUSY.
 */
export class CommandQueue {
  readonly #capacityBytes: number;
  readonly #unsettled = new Map<number, Unsettled>();
  /** Not yet in the buffer. */
  #outside: Unsettled[] = [];
  #outsideBytes = 0;
  #buffer: BoundedBuffer | null = null;
  #nextId = 1;
  #flushing = false;
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
    const cost = BoundedBuffer.costOf(record.length);
    if (this.#outsideBytes + (this.#buffer?.queuedBytes ?? 0) + cost > this.#capacityBytes) return 'full';
    this.#outsideBytes += cost;
    if (this.#buffer !== null) this.#flushAtEndOfTurn(this.#buffer);
    return new Promise((settle) => {
      const unsettled = { id, record, settle };
      this.#unsettled.set(id, unsettled);
      this.#outside.push(unsettled);
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
    this.#flushing = false;
    this.#keepOutside([...this.#unsettled.values()]);
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
    this.#keepOutside([]);
    for (const { settle } of lost) settle({ ok: false, ...failure });
  }

  #keepOutside(commands: Unsettled[]): void {
    this.#outside = commands;
    this.#outsideBytes = commands.reduce((sum, { record }) => sum + BoundedBuffer.costOf(record.length), 0);
  }

  #flushAtEndOfTurn(buffer: BoundedBuffer): void {
    if (this.#flushing) return;
    this.#flushing = true;
    setImmediate(() => this.#flush(buffer));
  }

  #flush(buffer: BoundedBuffer): void {
    if (buffer !== this.#buffer) return;
    this.#flushing = true;
    const put = buffer.tryPutAll(this.#outside.map(({ record }) => record));
    if (put === 'contended') return this.#flushSoon(buffer);
    this.#tries = 0;
    this.#keepOutside(put === 'closed' ? this.#outside : this.#outside.slice(put));
    const [next] = this.#outside;
    this.#flushing = next !== undefined;
    if (next !== undefined) this.#flushWhenRoom(buffer, next.record.length);
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
