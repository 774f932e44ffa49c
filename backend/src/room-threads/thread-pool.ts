import type { RoomThread } from './room-thread.ts';

/** After a start that failed, or a spare that died. */
export const REST_MS = 500;

export interface ThreadPoolOptions {
  maxThreads: number;
  /** May throw: a system that has no more threads says so here. */
  startThread: (id: number) => RoomThread;
  /** The first of several failures in a row. */
  onStartFailure: (error: unknown) => void;
  /** How much a thread has waiting, over all its rooms. */
  waitingOf: (thread: RoomThread) => number;
}

/**
 * Which thread serves which room. A room gets a thread of its own while there are fewer than `maxThreads`; a warm
 * spare hides the 50 ms that a start takes. Above that, and where the system gives no more threads, rooms share the thread
 * that has the least to do.
 */
export class ThreadPool {
  readonly #options: ThreadPoolOptions;
  readonly #busy = new Set<RoomThread>();
  /** Told to end; watched and awaited until they have. */
  readonly #closing = new Set<RoomThread>();
  /** Threads of rooms that may kill them: no other room joins one while there are others. */
  readonly #alone = new WeakSet<RoomThread>();
  #spare: RoomThread | null = null;
  #nextId = 1;
  #failing = false;
  #restsUntil = 0;
  #noSpareUntil = 0;

  constructor(options: ThreadPoolOptions) {
    this.#options = options;
  }

  /** Those that serve rooms. */
  get busy(): ReadonlySet<RoomThread> {
    return this.#busy;
  }

  /** Those that have not ended. */
  get all(): RoomThread[] {
    const serving = [...this.#busy, ...this.#closing];
    return this.#spare === null ? serving : [...serving, this.#spare];
  }

  /** Starts the spare where there is none and the bound allows one more thread. */
  warm(): void {
    if (this.#spare === null && this.#mayStart && performance.now() >= this.#noSpareUntil) this.#spare = this.#tryStart();
  }

  /** Null where there is no thread at all and none can be started for now. */
  assign(roomId: string, { alone = false } = {}): RoomThread | null {
    const thread = this.#takeOwn() ?? this.#leastBusy();
    thread?.rooms.add(roomId);
    if (alone && thread?.rooms.size === 1) this.#alone.add(thread);
    this.warm();
    return thread;
  }

  /** The room needs the thread no more; the thread becomes the spare or ends. */
  release(roomId: string, thread: RoomThread): void {
    thread.rooms.delete(roomId);
    if (thread.rooms.size > 0 || !this.#busy.delete(thread)) return;
    if (this.#spare === null && thread.alive) this.#spare = thread;
    else this.#close(thread);
  }

  /** The thread is gone. A spare that ends before it was needed is no reason to start the next one at once. */
  forget(thread: RoomThread): void {
    this.#busy.delete(thread);
    this.#closing.delete(thread);
    if (this.#spare !== thread) return;
    this.#spare = null;
    this.#noSpareUntil = performance.now() + REST_MS;
  }

  get #mayStart(): boolean {
    return this.#busy.size + this.#closing.size < this.#options.maxThreads;
  }

  #close(thread: RoomThread): void {
    if (thread.alive) this.#closing.add(thread);
    thread.close();
  }

  #takeOwn(): RoomThread | null {
    const thread = this.#spare ?? (this.#mayStart || this.#busy.size === 0 ? this.#tryStart() : null);
    this.#spare = null;
    if (thread !== null) this.#busy.add(thread);
    return thread;
  }

  #leastBusy(): RoomThread | null {
    const load = (thread: RoomThread) => this.#options.waitingOf(thread) + thread.rooms.size;
    const sociable = [...this.#busy].filter((thread) => !this.#alone.has(thread));
    const [first, ...others] = sociable.length > 0 ? sociable : this.#busy;
    if (first === undefined) return null;
    return others.reduce((least, thread) => (load(thread) < load(least) ? thread : least), first);
  }

  #tryStart(): RoomThread | null {
    if (performance.now() < this.#restsUntil) return null;
    try {
      const thread = this.#options.startThread(this.#nextId++);
      this.#failing = false;
      return thread;
    } catch (error) {
      this.#startFailed(error);
      return null;
    }
  }

  #startFailed(error: unknown): void {
    this.#restsUntil = performance.now() + REST_MS;
    if (!this.#failing) this.#options.onStartFailure(error);
    this.#failing = true;
  }
}
