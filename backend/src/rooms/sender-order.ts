import { ChatError } from '../wire/chat-error.ts';

/** Commands of all senders that wait to be looked up. */
export const MOST_PREPARING = 10_000;

const FULL = 'Too much waits to be looked up. Nothing was stored; send again with the same clientId.';

/**
 * What one person sends to one room is put in the order in which it came, also where some of it has to be looked up in the
 * store first and the rest does not.
 */
export class SenderOrder {
  readonly #last = new Map<string, Promise<unknown>>();
  #waiting = 0;

  get size(): number {
    return this.#waiting;
  }

  /** Something of this sender is being looked up: what comes now has to wait behind it. */
  isPreparing(sender: string): boolean {
    return this.#last.has(sender);
  }

  /** Prepares when everything before is prepared, and puts before anything after it is. Nobody waits for what `put` promises. */
  async next<Prepared, Result>(sender: string, prepare: () => Promise<Prepared>, put: (prepared: Prepared) => Promise<Result>): Promise<Result> {
    if (this.#waiting >= MOST_PREPARING) throw new ChatError('BUSY', FULL, { retryAfterMs: 1_000 });
    const before = this.#last.get(sender) ?? Promise.resolve();
    const mine = before.then(prepare, prepare);
    this.#begin(sender, mine);
    let prepared: Prepared;
    try {
      prepared = await mine;
    } finally {
      this.#end(sender, mine);
    }
    return put(prepared);
  }

  #begin(sender: string, preparation: Promise<unknown>): void {
    this.#last.set(sender, preparation);
    this.#waiting++;
  }

  #end(sender: string, preparation: Promise<unknown>): void {
    this.#waiting--;
    if (this.#last.get(sender) === preparation) this.#last.delete(sender);
  }
}
