import { Injectable } from '@nestjs/common';
import { Journal } from '../store/sqlite/journal/journal.ts';
import { StoreReader } from '../store/sqlite/readers/reader.ts';
import { StoreHealth } from '../store/sqlite/store-health.ts';

/** Both sides of the store: the one writer, and the reader. */
@Injectable()
export class RoomStore {
  readonly journal: Journal;
  readonly reader: StoreReader;
  readonly #watch: StoreHealth;

  constructor(journal: Journal, reader: StoreReader, watch: StoreHealth) {
    this.#watch = watch;
    this.journal = journal;
    this.reader = reader;
  }

  /** False while transactions fail: what is there can still be read. */
  get isStoring(): boolean {
    return this.#watch.isStoring;
  }
}
