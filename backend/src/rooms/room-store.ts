import { Injectable } from '@nestjs/common';
import { Journal } from '../journal/journal.ts';
import { StoreReader } from '../journal/reader.ts';

/** Both sides of the store: the one writer, and the reader. */
@Injectable()
export class RoomStore {
  readonly journal: Journal;
  readonly reader: StoreReader;

  constructor(journal: Journal, reader: StoreReader) {
    this.journal = journal;
    this.reader = reader;
  }
}
