import type { SqliteJournal } from './journal/journal.ts';

const LOOK_EVERY_MS = 1_000;

/**
 * Whether the store takes anything just now. While transactions fail it tries one of its own every second, so that the
 * server finds by itself that there is space again, also when nobody sends.
 */
export class StoreHealth {
  readonly #journal: SqliteJournal;
  readonly #timer: NodeJS.Timeout;
  #failures = 0;
  #commitsAtFailure: number | null = null;

  constructor(journal: SqliteJournal) {
    this.#journal = journal;
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS).unref();
  }

  get isStoring(): boolean {
    const { commits, failures } = this.#journal.stats();
    if (failures > this.#failures) {
      this.#failures = failures;
      this.#commitsAtFailure = commits;
    }
    if (this.#commitsAtFailure !== null && commits > this.#commitsAtFailure) this.#commitsAtFailure = null;
    return this.#commitsAtFailure === null;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** A probe that fails is counted as the failure it is. */
  #look(): void {
    if (!this.isStoring) this.#journal.write('probe', Date.now()).catch(() => undefined);
  }
}
