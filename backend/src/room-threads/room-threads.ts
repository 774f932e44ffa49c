import type { Failure } from '../contract/errors.ts';
import type { RoomThread as RoomThreadView } from '../contract/room.ts';
import type { Journal } from '../store/journal.ts';
import type { PutAnswer } from './command-queue.ts';
import type { Fault } from './faults.ts';
import type { Publication, RoomRound } from './protocol.ts';
import type { RestartBudgetOptions } from './restart-budget.ts';
import { RoomHandle } from './room-handle.ts';
import type { RoomCommand } from './room-rules.ts';
import { RoomThread } from './room-thread.ts';
import { ThreadPool } from './thread-pool.ts';
import { Watchdog } from './watchdog.ts';
import { withRetries } from './with-retries.ts';

export interface RoomThreadsOptions {
  /** The worker entry of a room thread, see start-room-thread.ts. */
  workerUrl: URL;
  journal: Journal;
  /** JSON of a RoomSnapshot; null: there is no such room. Where it rejects it is asked again, see withRetries. */
  loadSnapshot: (roomId: string) => Promise<Uint8Array | null>;
  maxThreads: number;
  maxLiveRooms: number;
  bufferBytes: number;
  idleMs: number;
  watchdogMs: number;
  budget?: RestartBudgetOptions;
  /** A packet for all members. The room publishes no other before `returnCredit`. */
  onPublication: (publication: Publication) => void;
  /** The room goes on in a new thread. */
  onRestart: (roomId: string, error: Error | null) => void;
  /** Some events may be in the store that were not and will not be published. */
  onGap: (roomId: string) => void;
}

const SWEEP_MS = 250;
const CLOSE_WITHIN_MS = 10_000;
const DEFAULT_BUDGET: RestartBudgetOptions = { restarts: 5, withinMs: 60_000, shutMs: 30_000 };
const NO_ROOM = 'There is no such room.';
const CLOSING = { code: 'ROOM_UNAVAILABLE', message: 'The server is about to stop. Nothing was stored.', retryAfterMs: 3_000 } as const;
const CROWDED = { code: 'BUSY', message: 'More rooms are busy than the server can keep live. Nothing was stored.', retryAfterMs: 1_000 } as const;
const NOT_LOADED = { code: 'STORAGE_FAILED', message: 'The room could not be loaded. Nothing was stored; try again.' } as const;

/** The pool keyed by room: wakes rooms, supervises their threads, lets silent rooms' threads go. */
export class RoomThreads {
  readonly #options: RoomThreadsOptions;
  readonly #loadSnapshot: RoomThreadsOptions['loadSnapshot'];
  readonly #rooms = new Map<string, RoomHandle>();
  readonly #pool: ThreadPool;
  readonly #watchdog: Watchdog;
  readonly #sweeper: NodeJS.Timeout;
  #closed: Promise<void> | null = null;

  constructor(options: RoomThreadsOptions) {
    this.#options = options;
    this.#loadSnapshot = withRetries(options.loadSnapshot);
    this.#watchdog = new Watchdog(options.watchdogMs);
    this.#pool = new ThreadPool({
      maxThreads: options.maxThreads,
      startThread: (id) => this.#startThread(id),
      waitingOf: (thread) => this.#waitingOf(thread),
    });
    this.#pool.warm();
    this.#sweeper = setInterval(() => this.#sweep(), SWEEP_MS).unref();
  }

  /** Never blocks. Resolves when the command is committed, or with the reason why it was not. */
  put(roomId: string, command: RoomCommand): Promise<PutAnswer> {
    if (this.#closed !== null) return Promise.resolve({ ok: false, ...CLOSING });
    if (!this.#rooms.has(roomId) && !this.#hasPlace()) return Promise.resolve({ ok: false, ...CROWDED });
    const room = this.#rooms.get(roomId) ?? this.#wake(roomId);
    if (room.state === 'unavailable' && room.budget.shutForMs(performance.now()) === 0) this.#open(room);
    return room.put(command);
  }

  /** Breaks a room's thread on purpose, waking the room where it sleeps. */
  harm(roomId: string, fault: Fault, times: number): void {
    (this.#rooms.get(roomId) ?? this.#wake(roomId)).harm(fault, times);
  }

  returnCredit(roomId: string): void {
    this.#rooms.get(roomId)?.returnCredit();
  }

  /** What threads have posted meanwhile, for whoever keeps the event loop from coming by. */
  receivePosted(): void {
    for (const thread of this.#pool.busy) thread.receivePosted();
  }

  view(roomId: string): RoomThreadView {
    const released = { id: null, dedicated: false, state: 'released', queued: 0, waiting: 0, restarts: 0 } as const;
    return this.#rooms.get(roomId)?.view() ?? { ...released, capacity: this.#options.bufferBytes };
  }

  isLive(roomId: string): boolean {
    return this.#rooms.has(roomId);
  }

  stats(): { liveRooms: number; threads: number; waiting: number } {
    const waiting = [...this.#rooms.values()].reduce((sum, room) => sum + room.queue.size, 0);
    return { liveRooms: this.#rooms.size, threads: this.#pool.all.length, waiting };
  }

  /** Takes nothing more, lets what is under way be committed and published, and ends all threads. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    const deadline = performance.now() + CLOSE_WITHIN_MS;
    while (performance.now() < deadline && [...this.#rooms.values()].some((room) => !isSettled(room))) await pause(5);
    clearInterval(this.#sweeper);
    const threads = this.#pool.all;
    threads.forEach((thread) => thread.send({ type: 'close' }));
    const late = pause(Math.max(1_000, deadline - performance.now())).then(() => Promise.all(threads.map((thread) => thread.terminate())));
    await Promise.race([Promise.all(threads.map((thread) => thread.ended)), late]);
    for (const room of this.#rooms.values()) room.queue.failAll(CLOSING);
  }

  /** Whether one more room may live; where it is tight, the one that has been silent longest is let go for it. */
  #hasPlace(): boolean {
    if (this.#rooms.size < this.#options.maxLiveRooms) return true;
    const quiet = [...this.#rooms.values()].filter((room) => room.isQuiet);
    const [first, ...others] = quiet;
    if (first === undefined) return false;
    this.#letGo(others.reduce((longest, room) => (room.activeAt < longest.activeAt ? room : longest), first));
    return true;
  }

  #wake(roomId: string): RoomHandle {
    const room = new RoomHandle(roomId, { capacityBytes: this.#options.bufferBytes, budget: this.#options.budget ?? DEFAULT_BUDGET });
    this.#rooms.set(roomId, room);
    this.#open(room);
    return room;
  }

  #open(room: RoomHandle): void {
    if (room.state === 'unavailable') room.state = 'restarting';
    this.#loadSnapshot(room.roomId).then(
      (snapshot) => {
        if (snapshot === null) this.#drop(room, { code: 'NOT_FOUND', message: NO_ROOM });
        else if (room.thread === null) room.moveTo(this.#pool.assign(room.roomId), snapshot);
        else this.#sendRefresh(room.thread, room.roomId, snapshot);
      },
      () => this.#drop(room, NOT_LOADED),
    );
  }

  #sendRefresh(thread: RoomThread, roomId: string, snapshot: Uint8Array): void {
    thread.send({ type: 'refresh', roomId, snapshot });
    this.#options.onGap(roomId);
  }

  #drop(room: RoomHandle, failure: Failure): void {
    this.#letGo(room);
    room.queue.failAll(failure);
  }

  #startThread(id: number): RoomThread {
    return new RoomThread({
      id,
      workerUrl: this.#options.workerUrl,
      journal: this.#options.journal,
      listener: {
        onRound: (thread, rooms) => rooms.forEach((round) => this.#settle(thread, round)),
        onStale: (thread, roomId) => this.#refresh(thread, roomId),
        onEnd: (thread, error) => this.#replace(thread, error),
      },
    });
  }

  #settle(thread: RoomThread, round: RoomRound): void {
    const room = this.#rooms.get(round.roomId);
    if (room === undefined || room.thread !== thread) return;
    room.settle(round);
    if (round.publication !== null) this.#options.onPublication(round.publication);
  }

  #refresh(thread: RoomThread, roomId: string): void {
    const room = this.#rooms.get(roomId);
    if (room?.thread === thread) this.#open(room);
  }

  #replace(thread: RoomThread, error: Error | null): void {
    this.#pool.forget(thread);
    if (this.#closed !== null) return;
    for (const roomId of thread.rooms) {
      const room = this.#rooms.get(roomId);
      if (room?.thread === thread) this.#restart(room, error);
    }
  }

  #restart(room: RoomHandle, error: Error | null): void {
    room.loseThread();
    this.#options.onRestart(room.roomId, error);
    this.#options.onGap(room.roomId);
    if (room.budget.spend(performance.now())) return this.#open(room);
    room.state = 'unavailable';
    room.queue.failAll(room.unavailable());
  }

  #sweep(): void {
    const now = performance.now();
    for (const thread of this.#watchdog.stuck(this.#pool.all, now)) void thread.terminate();
    for (const room of this.#rooms.values()) {
      const idle = now - room.activeAt > this.#options.idleMs;
      if (idle && (room.isQuiet || room.state === 'unavailable')) this.#letGo(room);
    }
    this.#pool.warm();
  }

  #letGo(room: RoomHandle): void {
    this.#rooms.delete(room.roomId);
    if (room.thread === null) return;
    room.thread.send({ type: 'detach', roomId: room.roomId });
    this.#pool.release(room.roomId, room.thread);
  }

  #waitingOf(thread: RoomThread): number {
    return [...thread.rooms].reduce((sum, roomId) => sum + (this.#rooms.get(roomId)?.queue.size ?? 0), 0);
  }
}

function isSettled(room: RoomHandle): boolean {
  return room.queue.size === 0 && (room.thread === null || room.isQuiet);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
