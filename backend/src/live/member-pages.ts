import { LIMITS } from '../contract/limits.ts';
import type { MemberPage, Store, StoredRoom } from '../store/store.ts';

export const PAGES_KEPT = 100;

/**
 * The members of rooms that many people open at once, such as all of them after a restart. A page is good as long as
 * nobody has joined or left since it was read, however much is said meanwhile.
 */
export class MemberPages {
  readonly #store: Store;
  readonly #pages = new Map<string, { membersSeq: number; page: Promise<MemberPage> }>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** `membersSeq` was read before: the page may know of more, never of less. */
  read({ id, membersSeq }: Pick<StoredRoom, 'id' | 'membersSeq'>): Promise<MemberPage> {
    const kept = this.#pages.get(id);
    if (kept?.membersSeq === membersSeq) return kept.page;
    const page = this.#store.read('members', id, LIMITS.membersListed);
    this.#keep(id, membersSeq, page);
    return page;
  }

  /** Somebody in these rooms is called otherwise now. */
  forget(roomIds: Iterable<string>): void {
    for (const id of roomIds) this.#pages.delete(id);
  }

  get size(): number {
    return this.#pages.size;
  }

  #keep(id: string, membersSeq: number, page: Promise<MemberPage>): void {
    this.#pages.delete(id);
    this.#pages.set(id, { membersSeq, page });
    page.catch(() => this.#pages.delete(id));
    if (this.#pages.size <= PAGES_KEPT) return;
    const [oldest] = this.#pages.keys();
    if (oldest !== undefined) this.#pages.delete(oldest);
  }
}
