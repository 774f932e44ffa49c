import { Injectable } from '@nestjs/common';
import type { StoreFigures } from '../store/store-figures.ts';
import { Store } from '../store/store.ts';

const LONGEST_READ_MS = 2_000;
const NO_ROOM = '';

/** What the edge tells of the store: whether work may be sent here, and its figures. */
@Injectable()
export class StoreStatus {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** It takes what is written, and answers a short question in time. */
  async isServing(): Promise<boolean> {
    return this.#store.isStoring && (await this.#answers());
  }

  figures(): StoreFigures {
    return this.#store.stats();
  }

  #answers(): Promise<boolean> {
    const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), LONGEST_READ_MS).unref());
    const read = this.#store.read('room', NO_ROOM, null).then(
      () => true,
      () => false,
    );
    return Promise.race([read, late]);
  }
}
