import type { Failure } from '../contract/errors.ts';
import type { BufferPolicy, RoomThread as RoomThreadView } from '../contract/room.ts';
import { CommandQueue, type PutAnswer } from './command-queue.ts';
import { DrainRate } from './drain-rate.ts';
import type { Fault } from './faults.ts';
import type { RoomRound } from './protocol.ts';
import { RestartBudget, type RestartBudgetOptions } from './restart-budget.ts';
import { RoomMemory } from './room-memory.ts';
import type { RoomCommand } from './room-rules.ts';
import type { RoomThread } from './room-thread.ts';

/**
 * `starting` and `restarting`: no thread yet, commands are kept. `unavailable`: the restart budget is spent. `released`: no
 * longer the room's handle; the next command gets a new one.
 */
export type RoomHandleState = 'starting' | 'live' | 'restarting' | 'unavailable' | 'released';

const FULL = 'This room has more waiting than it can keep. Nothing was stored; send again with the same clientId.';
export const UNAVAILABLE = 'This room stopped several times in a row and rests for a moment. Nothing was stored.';

/** One live room on the main thread: its commands under way, the thread and the memory it has now. */
export class RoomHandle {
  readonly roomId: string;
  readonly budget: RestartBudget;
  readonly queue: CommandQueue;
  readonly #capacityBytes: number;
  readonly #drain = new DrainRate();
  /** As its last thread said. */
  #lastPolicy: BufferPolicy = 'refuse';
  #harm: { fault: Fault; times: number } = { fault: 'throw', times: 0 };
  state: RoomHandleState = 'starting';
  thread: RoomThread | null = null;
  memory: RoomMemory | null = null;
  /** Something of it was in hand when its last thread died, and nothing has been answered since: it may kill the next one. */
  isSuspect = false;
  activeAt = performance.now();
  #publishedAt = 0;
  #openings = 0;

  constructor(roomId: string, options: { capacityBytes: number; budget: RestartBudgetOptions }) {
    this.roomId = roomId;
    this.#capacityBytes = options.capacityBytes;
    this.queue = new CommandQueue(options.capacityBytes, () => this.#busy());
    this.budget = new RestartBudget(options.budget);
  }

  put(command: RoomCommand): Promise<PutAnswer> {
    this.activeAt = performance.now();
    if (this.state === 'unavailable') return Promise.resolve({ ok: false, ...this.unavailable() });
    return this.queue.put(command, this.#bufferPolicy);
  }

  get #bufferPolicy(): BufferPolicy {
    return (this.#lastPolicy = this.memory?.bufferPolicy ?? this.#lastPolicy);
  }

  #busy(): Failure {
    const ahead = this.queue.size;
    return { code: 'BUSY', message: FULL, retryAfterMs: this.#drain.retryAfterMs(ahead), ahead };
  }

  unavailable(): Failure {
    return { code: 'ROOM_UNAVAILABLE', message: UNAVAILABLE, retryAfterMs: Math.max(1, this.budget.shutForMs(performance.now())) };
  }

  /** Its state was asked for; what was asked for before is of no use any more. */
  beginOpening(): number {
    if (this.state === 'unavailable') this.state = 'restarting';
    return ++this.#openings;
  }

  /** Whether what was asked for then is still wanted: the room may have been released or shut meanwhile, or opened again. */
  isOpening(opening: number): boolean {
    return opening === this.#openings && this.state !== 'released' && this.state !== 'unavailable';
  }

  /** Moves onto a thread, with memory that nobody else uses, and puts everything unanswered again. */
  moveTo(thread: RoomThread, { block, snapshot }: { block: SharedArrayBuffer; snapshot: Uint8Array }): void {
    const memory = RoomMemory.create(block, thread.signals.doorbell);
    this.thread = thread;
    this.memory = memory;
    this.state = 'live';
    this.activeAt = performance.now();
    thread.attach(this.roomId, memory, snapshot);
    this.#harmOnStart(thread);
    this.queue.connect(memory);
  }

  /** Breaks the thread now, and the next ones too while `times` lasts. */
  harm(fault: Fault, times: number): void {
    this.#harm = { fault, times };
    if (this.thread !== null && this.#takeHarm()) this.thread.send({ type: 'harm', roomId: this.roomId, fault });
  }

  #harmOnStart(thread: RoomThread): void {
    const { fault } = this.#harm;
    if (this.#takeHarm()) thread.send({ type: 'harm', roomId: this.roomId, fault });
  }

  #takeHarm(): boolean {
    return this.#harm.times-- > 0;
  }

  /** The thread is gone, and the memory with it. What it had in hand twice is refused, and its kind is told. */
  loseThread(): { poison: RoomCommand['kind'] | null } {
    const inHand = this.memory?.inHand ?? 0;
    this.isSuspect = inHand !== 0;
    const poison = inHand === 0 ? null : this.queue.blame(inHand);
    this.#leaveThread();
    this.state = 'restarting';
    return { poison };
  }

  /** The room needs thread and memory no more; answers the thread that it had. */
  release(): RoomThread | null {
    const { thread } = this;
    this.#leaveThread();
    this.state = 'released';
    thread?.detach(this.roomId);
    return thread;
  }

  #leaveThread(): void {
    this.queue.disconnect();
    this.thread = null;
    this.memory = null;
  }

  settle(round: RoomRound): void {
    this.activeAt = performance.now();
    if (round.answers.length > 0) this.isSuspect = false;
    if (round.publication !== null) this.#publishedAt = this.activeAt;
    this.#drain.note(round.answers.length, this.activeAt);
    this.queue.settle(round.answers);
  }

  /** The room's last packet was written to every member. */
  returnCredit(): void {
    this.memory?.returnCredit(performance.now() - this.#publishedAt);
  }

  /** Nothing of it under way, whatever else its thread has to do: no command, nothing to publish, no packet in the fan-out. */
  get isQuiet(): boolean {
    return this.queue.size === 0 && this.memory?.isPublished === true;
  }

  view(): RoomThreadView {
    return {
      id: this.thread === null ? null : String(this.thread.id),
      dedicated: this.thread?.dedicated ?? false,
      state: this.#viewedState(),
      queued: this.memory?.commands.queuedBytes ?? 0,
      capacity: this.#capacityBytes,
      waiting: this.queue.waiting,
      restarts: this.budget.total,
    };
  }

  #viewedState(): RoomThreadView['state'] {
    if (this.state !== 'live') return this.state;
    const state = this.thread?.signals.state;
    return state === 'committing' ? 'working' : (state ?? 'starting');
  }
}
