import { BoundedBuffer, type Condition } from '../concurrency/index.ts';

/** The two pieces of shared memory of a room, as they cross to its thread. */
export interface SharedRoomMemory {
  commands: SharedArrayBuffer;
  credit: SharedArrayBuffer;
}

const CREDIT = 0;

/**
 * What a room shares with its thread: the bounded buffer of its commands, and the fan-out credit, an int32 that is 1
 * while the room may publish a packet. Both ring the thread's doorbell. They live and die with the room's stay on one
 * thread and are never repaired.
 */
export class RoomMemory {
  readonly shared: SharedRoomMemory;
  readonly commands: BoundedBuffer;
  readonly #credit: Int32Array;
  readonly #doorbell: Condition;

  private constructor(shared: SharedRoomMemory, commands: BoundedBuffer, doorbell: Condition) {
    this.shared = shared;
    this.commands = commands;
    this.#credit = new Int32Array(shared.credit);
    this.#doorbell = doorbell;
  }

  static create(capacityBytes: number, doorbell: Condition): RoomMemory {
    const commands = BoundedBuffer.create(capacityBytes, { notEmpty: doorbell });
    const credit = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    const memory = new RoomMemory({ commands: commands.memory, credit }, commands, doorbell);
    Atomics.store(memory.#credit, CREDIT, 1);
    return memory;
  }

  static attach(shared: SharedRoomMemory, doorbell: Condition): RoomMemory {
    return new RoomMemory(shared, BoundedBuffer.attach(shared.commands, { notEmpty: doorbell }), doorbell);
  }

  get mayPublish(): boolean {
    return Atomics.load(this.#credit, CREDIT) === 1;
  }

  /** The thread, when it publishes. */
  spendCredit(): void {
    Atomics.store(this.#credit, CREDIT, 0);
  }

  /** The main thread, when the packet was written to every member. */
  returnCredit(): void {
    Atomics.store(this.#credit, CREDIT, 1);
    this.#doorbell.notifyOne();
  }
}
