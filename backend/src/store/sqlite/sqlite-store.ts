import type { Journal } from '../journal.ts';
import { Store, type StorageTrouble, type StoreReads, type StoreWrites, type WalSize } from '../store.ts';
import type { StoreFigures } from '../store-figures.ts';
import type { SqliteJournal } from './journal/journal.ts';
import type { StoreReader } from './readers/reader.ts';
import { StoreHealth } from './store-health.ts';

export interface SqliteStoreParts {
  journal: SqliteJournal;
  interactive: StoreReader;
  bulk: StoreReader;
}

/** One file with one writing thread and a reading thread for each lane. */
export class SqliteStore extends Store {
  readonly #journal: SqliteJournal;
  readonly #interactive: StoreReader;
  readonly #bulk: StoreReader;
  readonly #health: StoreHealth;

  constructor({ journal, interactive, bulk }: SqliteStoreParts) {
    super();
    this.#journal = journal;
    this.#interactive = interactive;
    this.#bulk = bulk;
    this.#health = new StoreHealth(journal);
  }

  override get journal(): Journal {
    return this.#journal;
  }

  override write<M extends keyof StoreWrites>(method: M, ...args: Parameters<StoreWrites[M]>): Promise<ReturnType<StoreWrites[M]>> {
    return this.#journal.write(method, ...args);
  }

  override read<M extends keyof StoreReads>(method: M, ...args: Parameters<StoreReads[M]>): Promise<ReturnType<StoreReads[M]>> {
    return this.#interactive.read(method, ...args);
  }

  override readBulk<M extends keyof StoreReads>(method: M, ...args: Parameters<StoreReads[M]>): Promise<ReturnType<StoreReads[M]>> {
    return this.#bulk.read(method, ...args);
  }

  override get isStoring(): boolean {
    return this.#health.isStoring;
  }

  override stats(): StoreFigures {
    return this.#journal.stats();
  }

  override onFailure(listener: (error: Error) => void): void {
    for (const part of [this.#journal, this.#interactive, this.#bulk]) part.onFailure(listener);
  }

  override onTrouble(listener: (trouble: StorageTrouble) => void): void {
    this.#journal.onTrouble(listener);
  }

  override onWalSize(listener: (size: WalSize) => void): void {
    this.#journal.onWalSize(listener);
  }

  override async close(): Promise<void> {
    this.#health.stop();
    await Promise.all([this.#interactive.close(), this.#bulk.close()]);
    await this.#journal.close();
  }
}
