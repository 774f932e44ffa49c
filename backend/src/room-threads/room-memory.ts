import { BoundedBuffer, type Condition } from '../concurrency/index.ts';
import type { BufferPolicy } from '../contract/room.ts';

const CREDIT = 0;
const FAN_OUT_US = 1;
const COMING = 2;
const UNPUBLISHED = 3;
const IN_HAND = 4;
const BUFFER_POLICY = 5;
const WORDS = 6;
const COMMANDS_AT = 64;
const US_PER_MS = 1_000;
/** By the number in memory; 0: the thread has not said it yet. */
const BUFFER_POLICIES: readonly (BufferPolicy | null)[] = [null, 'refuse', 'wait'];

/**
 * What a room shares with its thread, in one block: at byte 0 six int32 (the credit of the fan-out, 1 while the room may
 * publish a packet; how long the last packet took to go out, in microseconds; 1 while the main thread has commands that it
 * is about to put; 1 while the thread has committed what it has not published; the command that is being decided;
 * what a full buffer means), and at byte 64 the bounded buffer of its
 * commands. Buffer and credit ring the thread's doorbell.
 *
 * All of it lives and dies with the room's stay on one thread and is never repaired. The block may serve another stay, which
 * begins with `create`, when the thread has said that it let go of this one; what a thread died with is discarded.
 */
export class RoomMemory {
  readonly block: SharedArrayBuffer;
  readonly commands: BoundedBuffer;
  readonly #words: Int32Array;
  readonly #doorbell: Condition;

  private constructor(block: SharedArrayBuffer, commands: BoundedBuffer, doorbell: Condition) {
    this.block = block;
    this.commands = commands;
    this.#words = new Int32Array(block, 0, WORDS);
    this.#doorbell = doorbell;
  }

  static byteLengthFor(capacityBytes: number): number {
    return COMMANDS_AT + BoundedBuffer.byteLengthFor(capacityBytes);
  }

  /** Begins a stay in a block that nobody else uses. */
  static create(block: SharedArrayBuffer, doorbell: Condition): RoomMemory {
    const capacityBytes = block.byteLength - RoomMemory.byteLengthFor(0);
    const commands = BoundedBuffer.create(capacityBytes, { memory: block, byteOffset: COMMANDS_AT, notEmpty: doorbell });
    const memory = new RoomMemory(block, commands, doorbell);
    memory.#words.fill(0);
    Atomics.store(memory.#words, CREDIT, 1);
    return memory;
  }

  static attach(block: SharedArrayBuffer, doorbell: Condition): RoomMemory {
    return new RoomMemory(block, BoundedBuffer.attach(block, { byteOffset: COMMANDS_AT, notEmpty: doorbell }), doorbell);
  }

  get mayPublish(): boolean {
    return Atomics.load(this.#words, CREDIT) === 1;
  }

  /** The thread, when it publishes. */
  spendCredit(): void {
    Atomics.store(this.#words, CREDIT, 0);
  }

  /** The thread: before it answers for what it committed, and after it has spent the credit for all of that. */
  oweEvents(owing: boolean): void {
    Atomics.store(this.#words, UNPUBLISHED, owing ? 1 : 0);
  }

  /** Everything committed was published, and written to every member. The order of the two reads is that of the thread, reversed. */
  get isPublished(): boolean {
    return Atomics.load(this.#words, UNPUBLISHED) === 0 && this.mayPublish;
  }

  /** The main thread, when the packet was written to every member, which took so long. */
  returnCredit(tookMs: number): void {
    Atomics.store(this.#words, FAN_OUT_US, Math.round(tookMs * US_PER_MS));
    Atomics.store(this.#words, CREDIT, 1);
    this.#doorbell.notifyOne();
  }

  /** What the last packet took to go out. */
  get fanOutMs(): number {
    return Atomics.load(this.#words, FAN_OUT_US) / US_PER_MS;
  }

  /** The thread: the command that it decides now, 0 when it decides none. What a thread died with in hand may have killed it. */
  takeInHand(commandId: number): void {
    this.#words[IN_HAND] = commandId;
  }

  /** The main thread, when the thread is gone. */
  get inHand(): number {
    return Atomics.load(this.#words, IN_HAND);
  }

  /** The thread: what the room's policy is, as it is committed. */
  tellBufferPolicy(policy: BufferPolicy): void {
    Atomics.store(this.#words, BUFFER_POLICY, BUFFER_POLICIES.indexOf(policy));
  }

  /** null: not known yet. */
  get bufferPolicy(): BufferPolicy | null {
    return BUFFER_POLICIES[Atomics.load(this.#words, BUFFER_POLICY)] ?? null;
  }

  /** The main thread: whether it has commands that it will put, and ring for, by the end of its turn. */
  expectMore(coming: boolean): void {
    Atomics.store(this.#words, COMING, coming ? 1 : 0);
  }

  /** Commands wait, or will in a moment. */
  get moreIsComing(): boolean {
    return this.commands.waiting > 0 || Atomics.load(this.#words, COMING) === 1;
  }
}
