import { Injectable } from '@nestjs/common';
import { Journal } from '../journal/journal.ts';
import { StoreReader } from '../journal/reader.ts';
import { StoreWatch } from '../journal/store-watch.ts';

/** Both sides of the store: the one writer, and the reader. */
@Injectable()
export class RoomStore {
  readonly journal: Journal;
  readonly reader: StoreReader;
  readonly #watch: StoreWatch;

  constructor(journal: Journal, reader: StoreReader, watch: StoreWatch) {
    this.#watch = watch;
    this.journal = journal;
    this.reader = reader;
  }

  /** False while transactions fail: what is there can still be read. */
  get isStoring(): boolean {
    return this.#watch.isStoring;
  }
}
