/** Refusals beyond what passed, after which a socket is closed: it does not listen. */
const MOST_REFUSALS = 1_000;

/** Counts what of one socket passes and what does not. */
export class CommandGate {
  readonly #onDeaf: () => void;
  #refusals = 0;

  constructor(onDeaf: () => void) {
    this.#onDeaf = onDeaf;
  }

  passed(): void {
    this.#refusals = Math.max(0, this.#refusals - 1);
  }

  refused(): void {
    if (++this.#refusals > MOST_REFUSALS) this.#onDeaf();
  }
}
