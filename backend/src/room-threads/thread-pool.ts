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
  #spare: RoomThread | null = null;
  #nextId = 1;

  constructor(options: ThreadPoolOptions) {
    this.#options = options;
  }

  /** Those that serve rooms. */
  get busy(): ReadonlySet<RoomThread> {
    return this.#busy;
  }

  get all(): RoomThread[] {
    return this.#spare === null ? [...this.#busy] : [...this.#busy, this.#spare];
  }

  /** Starts the spare where there is none and the bound allows one more thread. */
  warm(): void {
    if (this.#spare === null && this.#busy.size < this.#options.maxThreads) this.#spare = this.#start();
  }

  assign(roomId: string): RoomThread {
    const thread = this.#busy.size < this.#options.maxThreads ? this.#takeSpare() : this.#leastBusy();
    thread.rooms.add(roomId);
    this.warm();
    return thread;
  }

  /** The room needs the thread no more; the thread becomes the spare or ends. */
  release(roomId: string, thread: RoomThread): void {
    thread.rooms.delete(roomId);
    if (thread.rooms.size > 0 || !this.#busy.delete(thread)) return;
    if (this.#spare === null && thread.alive) this.#spare = thread;
    else thread.send({ type: 'close' });
  }

  /** The thread is gone. */
  forget(thread: RoomThread): void {
    this.#busy.delete(thread);
    if (this.#spare === thread) this.#spare = null;
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
