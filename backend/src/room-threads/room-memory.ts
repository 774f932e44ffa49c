import { BoundedBuffer, type Condition } from '../concurrency/index.ts';

/** The two pieces of shared memory of a room, as they cross to its thread. */
export interface SharedRoomMemory {
  commands: SharedArrayBuffer;
  fanOut: SharedArrayBuffer;
}

const CREDIT = 0;
const FAN_OUT_US = 1;
const COMING = 2;
const WORDS = 3;
const US_PER_MS = 1_000;

/**
 * What a room shares with its thread: the bounded buffer of its commands, and three int32 of the fan-out: the credit, 1
 * while the room may publish a packet; how long the last packet took to go out, in microseconds; and 1 while the main
 * thread has commands that it is about to put. Buffer and credit ring the thread's doorbell. All of it lives and dies with
 * the room's stay on one thread and is never repaired.
 */
export class RoomMemory {
  readonly shared: SharedRoomMemory;
  readonly commands: BoundedBuffer;
  readonly #fanOut: Int32Array;
  readonly #doorbell: Condition;

  private constructor(shared: SharedRoomMemory, commands: BoundedBuffer, doorbell: Condition) {
    this.shared = shared;
    this.commands = commands;
    this.#fanOut = new Int32Array(shared.fanOut);
    this.#doorbell = doorbell;
  }

  static create(capacityBytes: number, doorbell: Condition): RoomMemory {
    const commands = BoundedBuffer.create(capacityBytes, { notEmpty: doorbell });
    const fanOut = new SharedArrayBuffer(WORDS * Int32Array.BYTES_PER_ELEMENT);
    const memory = new RoomMemory({ commands: commands.memory, fanOut }, commands, doorbell);
    Atomics.store(memory.#fanOut, CREDIT, 1);
    return memory;
  }

  static attach(shared: SharedRoomMemory, doorbell: Condition): RoomMemory {
    return new RoomMemory(shared, BoundedBuffer.attach(shared.commands, { notEmpty: doorbell }), doorbell);
  }

  get mayPublish(): boolean {
    return Atomics.load(this.#fanOut, CREDIT) === 1;
  }

  /** The thread, when it publishes. */
  spendCredit(): void {
    Atomics.store(this.#fanOut, CREDIT, 0);
  }

  /** The main thread, when the packet was written to every member, which took so long. */
  returnCredit(tookMs: number): void {
    Atomics.store(this.#fanOut, FAN_OUT_US, Math.round(tookMs * US_PER_MS));
    Atomics.store(this.#fanOut, CREDIT, 1);
    this.#doorbell.notifyOne();
  }

  /** What the last packet took to go out. */
  get fanOutMs(): number {
    return Atomics.load(this.#fanOut, FAN_OUT_US) / US_PER_MS;
  }

  /** The main thread: whether it has commands that it will put, and ring for, by the end of its turn. */
  expectMore(coming: boolean): void {
    Atomics.store(this.#fanOut, COMING, coming ? 1 : 0);
  }

  /** Commands wait, or will in a moment. */
  get moreIsComing(): boolean {
    return this.commands.waiting > 0 || Atomics.load(this.#fanOut, COMING) === 1;
  }
}
