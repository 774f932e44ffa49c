/**
 * Blocks of shared memory of one size, used again and again. No collector feels what a SharedArrayBuffer weighs (V8 counts
 * none of it for any isolate), so blocks that are made and dropped pile up in isolates that have no other reason to collect.
 * Lives on one thread. A block comes back when every other thread has let go of it; what a thread died with is discarded.
 * Never more than `mostBlocks` are out; those that came back are kept, so never more than that are made but for discarded ones.
 */
export class SharedBlockPool {
  readonly blockBytes: number;
  readonly #mostBlocks: number;
  readonly #kept: SharedArrayBuffer[] = [];
  readonly #waiting: ((block: SharedArrayBuffer) => void)[] = [];
  #out = 0;
  #made = 0;

  constructor({ blockBytes, mostBlocks }: { blockBytes: number; mostBlocks: number }) {
    this.blockBytes = blockBytes;
    this.#mostBlocks = mostBlocks;
  }

  /** Blocks that somebody has. */
  get out(): number {
    return this.#out;
  }

  /** Blocks made since the beginning. */
  get made(): number {
    return this.#made;
  }

  /** Null while all are out. What the block held before is still in it. */
  tryTake(): SharedArrayBuffer | null {
    if (this.#out >= this.#mostBlocks) return null;
    this.#out++;
    return this.#kept.pop() ?? this.#make();
  }

  /** Waits in turn while all are out. */
  async takeAsync(): Promise<SharedArrayBuffer> {
    return this.tryTake() ?? new Promise((resolve) => this.#waiting.push(resolve));
  }

  giveBack(block: SharedArrayBuffer): void {
    this.#out--;
    this.#kept.push(block);
    this.#serveNext();
  }

  /** Instead of `giveBack`: nobody can tell any more what is in the block, or who else writes to it. */
  discard(): void {
    this.#out--;
    this.#serveNext();
  }

  #serveNext(): void {
    const block = this.#waiting.length > 0 ? this.tryTake() : null;
    if (block !== null) this.#waiting.shift()?.(block);
  }

  #make(): SharedArrayBuffer {
    this.#made++;
    return new SharedArrayBuffer(this.blockBytes);
  }
}
