import type { Failure } from '../contract/errors.ts';
import type { RoomThread as RoomThreadView } from '../contract/room.ts';
import type { PutAnswer } from './command-queue.ts';
import type { Fault } from './faults.ts';
import { LiveRooms } from './live-rooms.ts';
import type { RoomRound } from './protocol.ts';
import { CLOSING, CROWDED, NO_ROOM, NO_THREAD, NOT_LOADED } from './refusals.ts';
import type { RestartBudgetOptions } from './restart-budget.ts';
import { RoomHandle } from './room-handle.ts';
import type { RoomCommand } from './room-rules.ts';
import { RoomThread } from './room-thread.ts';
import type { RoomThreadsFigures, RoomThreadsOptions } from './room-threads-options.ts';
import { blocksFor, mostLiveRooms, type ThreadBlocks } from './thread-blocks.ts';
import { ThreadPool } from './thread-pool.ts';
import { Watchdog } from './watchdog.ts';
import { withRetries } from './with-retries.ts';

const SWEEP_MS = 250;
const CLOSE_WITHIN_MS = 10_000;
const DEFAULT_BUDGET: RestartBudgetOptions = { restarts: 5, withinMs: 60_000, shutMs: 30_000 };

/** The pool keyed by room: wakes rooms, supervises their threads, lets silent rooms' threads go. */
export class RoomThreads {
  readonly #options: RoomThreadsOptions;
  readonly #loadSnapshot: RoomThreadsOptions['loadSnapshot'];
  readonly #rooms: LiveRooms;
  readonly #blocks: ThreadBlocks;
  readonly #pool: ThreadPool;
  readonly #watchdog: Watchdog;
  readonly #sweeper: NodeJS.Timeout;
  #closed: Promise<void> | null = null;

  constructor(options: RoomThreadsOptions) {
    this.#options = options;
    this.#loadSnapshot = withRetries(options.loadSnapshot);
    this.#rooms = new LiveRooms(mostLiveRooms(options));
    this.#blocks = blocksFor(options);
    this.#watchdog = new Watchdog(options.watchdogMs);
    this.#pool = new ThreadPool({
      maxThreads: options.maxThreads,
      startThread: (id) => this.#startThread(id),
      onStartFailure: options.onStartFailure,
      waitingOf: (thread) => this.#waitingOf(thread),
    });
    this.#pool.warm();
    this.#sweeper = setInterval(() => this.#sweep(), SWEEP_MS).unref();
  }

  /** Never blocks. Resolves when the command is committed, or with the reason why it was not. */
  put(roomId: string, command: RoomCommand): Promise<PutAnswer> {
    const room = this.#admit(roomId);
    return room instanceof RoomHandle ? room.put(command) : Promise.resolve({ ok: false, ...room });
  }

  /** Breaks a room's thread on purpose, waking the room where it sleeps; or answers why not. */
  harm(roomId: string, fault: Fault, times: number): Failure | null {
    const room = this.#admit(roomId);
    if (!(room instanceof RoomHandle)) return room;
    room.harm(fault, times);
    return null;
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
    return this.#rooms.get(roomId) !== undefined;
  }

  stats(): RoomThreadsFigures {
    const waiting = this.#rooms.all.reduce((sum, room) => sum + room.queue.size, 0);
    const { rooms, replies } = this.#blocks;
    return { liveRooms: this.#rooms.size, threads: this.#pool.all.length, waiting, memoryBytes: rooms.out * rooms.blockBytes, blocksMade: rooms.made + replies.made };
  }

  /** Takes nothing more, lets what is under way be committed and published, and ends all threads. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    const deadline = performance.now() + CLOSE_WITHIN_MS;
    while (performance.now() < deadline && this.#rooms.all.some((room) => !isSettled(room))) await pause(5);
    clearInterval(this.#sweeper);
    const threads = this.#pool.all;
    threads.forEach((thread) => thread.close());
    const late = pause(Math.max(1_000, deadline - performance.now())).then(() => Promise.all(threads.map((thread) => thread.terminate())));
    await Promise.race([Promise.all(threads.map((thread) => thread.ended)), late]);
    for (const room of this.#rooms.all) room.queue.failAll(CLOSING);
  }

  #admit(roomId: string): RoomHandle | Failure {
    if (this.#closed !== null) return CLOSING;
    const room = this.#rooms.get(roomId) ?? (this.#makePlace() ? this.#wake(roomId) : null);
    if (room === null) return CROWDED;
    if (room.state === 'unavailable' && room.budget.shutForMs(performance.now()) === 0) void this.#open(room);
    return room;
  }

  /** Whether one more room may live; where it is tight, the one that has been silent longest is released for it. */
  #makePlace(): boolean {
    const silent = this.#rooms.hasPlace ? undefined : this.#rooms.longestSilent();
    if (silent !== undefined) this.#release(silent);
    return this.#rooms.hasPlace;
  }

  #wake(roomId: string): RoomHandle {
    const room = new RoomHandle(roomId, { capacityBytes: this.#options.bufferBytes, budget: this.#options.budget ?? DEFAULT_BUDGET });
    this.#rooms.add(room);
    void this.#open(room);
    return room;
  }

  /** Never rejects. Meanwhile the room may be released, shut or opened again: then this opening comes to nothing. */
  async #open(room: RoomHandle): Promise<void> {
    const opening = room.beginOpening();
    const snapshot = await this.#load(room.roomId);
    if (!room.isOpening(opening)) return;
    if (!(snapshot instanceof Uint8Array)) this.#drop(room, snapshot);
    else if (room.thread !== null) this.#sendRefresh(room.thread, room.roomId, snapshot);
    else await this.#place(room, { opening, snapshot });
  }

  async #load(roomId: string): Promise<Uint8Array | Failure> {
    try {
      return (await this.#loadSnapshot(roomId)) ?? NO_ROOM;
    } catch {
      return NOT_LOADED;
    }
  }

  /** Where all memory is out, waits until the thread of a released room has let go of its own. */
  async #place(room: RoomHandle, { opening, snapshot }: { opening: number; snapshot: Uint8Array }): Promise<void> {
    const block = await this.#blocks.rooms.takeAsync();
    const wanted = room.isOpening(opening);
    const thread = wanted ? this.#pool.assign(room.roomId, { alone: room.isSuspect }) : null;
    if (thread !== null) return room.moveTo(thread, { block, snapshot });
    this.#blocks.rooms.giveBack(block);
    if (wanted) this.#drop(room, NO_THREAD);
  }

  #sendRefresh(thread: RoomThread, roomId: string, snapshot: Uint8Array): void {
    thread.send({ type: 'refresh', roomId, snapshot });
    this.#options.onGap(roomId);
  }

  /** What it had committed and not published, nobody will publish now. */
  #drop(room: RoomHandle, failure: Failure): void {
    if (room.thread !== null) this.#options.onGap(room.roomId);
    this.#release(room);
    room.queue.failAll(failure);
  }

  #startThread(id: number): RoomThread {
    return new RoomThread({
      id,
      workerUrl: this.#options.workerUrl,
      startWorker: this.#options.startWorker,
      journal: this.#options.journal,
      blocks: this.#blocks,
      listener: {
        onRound: (thread, rooms) => rooms.forEach((round) => this.#settle(thread, round)),
        onStale: (thread, roomId) => this.#refresh(thread, roomId),
        onEnd: (thread, error) => this.#replace(thread, error),
      },
    });
  }

  #settle(thread: RoomThread, round: RoomRound): void {
    const room = this.#roomOn(thread, round.roomId);
    room?.settle(round);
    if (round.publication === null) return;
    if (room === undefined) this.#options.onGap(round.roomId);
    else this.#options.onPublication(round.publication);
  }

  #refresh(thread: RoomThread, roomId: string): void {
    const room = this.#roomOn(thread, roomId);
    if (room !== undefined) void this.#open(room);
  }

  /** Whom a thread speaks of: nobody where the room has left it, though it may have come back since. */
  #roomOn(thread: RoomThread, roomId: string): RoomHandle | undefined {
    const room = this.#rooms.get(roomId);
    return room?.thread === thread && !thread.isLeaving(roomId) ? room : undefined;
  }

  #replace(thread: RoomThread, error: Error | null): void {
    this.#pool.forget(thread);
    if (this.#closed !== null) return;
    const lost = [...thread.rooms].flatMap((roomId) => this.#rooms.get(roomId) ?? []).filter((room) => room.thread === thread);
    const killers = lost.filter((room) => (room.memory?.inHand ?? 0) !== 0);
    for (const room of lost) this.#restart(room, { error, isCharged: killers.length === 0 || killers.includes(room) });
  }

  /** Of several rooms on a thread only the one that it had in hand is charged for its death. */
  #restart(room: RoomHandle, { error, isCharged }: { error: Error | null; isCharged: boolean }): void {
    const { poison } = room.loseThread();
    if (poison !== null) this.#options.onPoison(room.roomId, poison);
    this.#options.onRestart(room.roomId, error);
    this.#options.onGap(room.roomId);
    if (!isCharged || room.budget.spend(performance.now())) return void this.#open(room);
    room.state = 'unavailable';
    room.queue.failAll(room.unavailable());
  }

  #sweep(): void {
    const now = performance.now();
    for (const thread of this.#watchdog.stuck(this.#pool.all, now)) void thread.terminate();
    for (const room of this.#rooms.all) {
      const idle = now - room.activeAt > this.#options.idleMs;
      if (idle && (room.isQuiet || room.state === 'unavailable')) this.#release(room);
    }
    this.#pool.warm();
  }

  #release(room: RoomHandle): void {
    this.#rooms.remove(room);
    const thread = room.release();
    if (thread !== null) this.#pool.release(room.roomId, thread);
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
