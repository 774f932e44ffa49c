import { Condition } from '../concurrency/index.ts';

const STATES = ['starting', 'asleep', 'working', 'committing'] as const;
export type ThreadState = (typeof STATES)[number];

const STATE = 0;
const HEARTBEAT = 1;
const CONTROLS = 2;
const POSTED = 3;
const DOORBELL_AT = 16;

/**
 * The words a room thread and the main thread share, over one SharedArrayBuffer:
 * int32 state, int32 heartbeat, int32 counts of control messages announced and of messages posted to the main thread, and
 * at byte 16 the doorbell: the one
 * condition the thread sleeps on, which the buffers of all its rooms ring as their notEmpty.
 */
export class ThreadSignals {
  readonly memory: SharedArrayBuffer;
  readonly doorbell: Condition;
  readonly #words: Int32Array;
  #controlsSeen = 0;
  #postedSeen = 0;

  constructor(memory = new SharedArrayBuffer(DOORBELL_AT + Condition.byteLength)) {
    this.memory = memory;
    this.#words = new Int32Array(memory, 0, 4);
    this.doorbell = new Condition(memory, DOORBELL_AT);
  }

  get state(): ThreadState {
    return STATES[Atomics.load(this.#words, STATE)] ?? 'starting';
  }

  get heartbeat(): number {
    return Atomics.load(this.#words, HEARTBEAT);
  }

  /** The thread says what it does, and thereby that it lives. */
  enter(state: ThreadState): void {
    Atomics.store(this.#words, STATE, STATES.indexOf(state));
    Atomics.add(this.#words, HEARTBEAT, 1);
  }

  /** After posting a control message: makes the thread look for it. */
  announceControl(): void {
    Atomics.add(this.#words, CONTROLS, 1);
    this.doorbell.notifyAll();
  }

  get controlPending(): boolean {
    return Atomics.load(this.#words, CONTROLS) !== this.#controlsSeen;
  }

  /** Called before the port is drained, so that whatever is announced later is looked for again. */
  acceptControls(): void {
    this.#controlsSeen = Atomics.load(this.#words, CONTROLS);
  }

  /** The thread, after posting a message. */
  countPosted(): void {
    Atomics.add(this.#words, POSTED, 1);
  }

  /** The main thread: whether anything was posted since it asked last. */
  takePosted(): boolean {
    const posted = Atomics.load(this.#words, POSTED);
    const isNew = posted !== this.#postedSeen;
    this.#postedSeen = posted;
    return isNew;
  }
}
