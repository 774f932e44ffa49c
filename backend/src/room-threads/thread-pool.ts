import type { RoomThread } from './room-thread.ts';

export interface ThreadPoolOptions {
  maxThreads: number;
  startThread: (id: number) => RoomThread;
  /** How much a thread has waiting, over all its rooms. */
  waitingOf: (thread: RoomThread) => number;
}

/**
 * Which thread serves which room. A room gets a thread of its own while there are fewer than `maxThreads`; a warm
 * spare hides the 50 ms that a start takes. Above that, rooms share the thread that has the least to do.
 */
export class ThreadPool {
  readonly #options: ThreadPoolOptions;
  readonly #busy = new Set<RoomThread>();
  /** Told to end; watched and awaited until they have. */
  readonly #closing = new Set<RoomThread>();
  #spare: RoomThread | null = null;
  #nextId = 1;

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
    if (this.#spare === null && this.#mayStart) this.#spare = this.#start();
  }

  assign(roomId: string): RoomThread {
    const thread = this.#spare !== null || this.#mayStart || this.#busy.size === 0 ? this.#takeSpare() : this.#leastBusy();
    thread.rooms.add(roomId);
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

  /** The thread is gone. */
  forget(thread: RoomThread): void {
    this.#busy.delete(thread);
    this.#closing.delete(thread);
    if (this.#spare === thread) this.#spare = null;
  }

  get #mayStart(): boolean {
    return this.#busy.size + this.#closing.size < this.#options.maxThreads;
  }

  #close(thread: RoomThread): void {
    if (thread.alive) this.#closing.add(thread);
    thread.close();
  }

  #takeSpare(): RoomThread {
    const thread = this.#spare ?? this.#start();
    this.#spare = null;
    this.#busy.add(thread);
    return thread;
  }

  #leastBusy(): RoomThread {
    const load = (thread: RoomThread) => this.#options.waitingOf(thread) + thread.rooms.size;
    const [first, ...others] = this.#busy;
    if (first === undefined) throw new Error('A pool needs at least one thread.');
    return others.reduce((least, thread) => (load(thread) < load(least) ? thread : least), first);
  }

  #start(): RoomThread {
    return this.#options.startThread(this.#nextId++);
  }
}
