import { LIMITS } from '../contract/limits.ts';
import type { Store, MemberPage } from '../store/store.ts';

const ROOMS_KEPT = 100;

/**
 * The members of rooms that many people enter at once, such as all of them after a restart. A page is good as long as the
 * room's head is where it was when the page was read: nobody joins or leaves without an event.
 */
export class MemberPages {
  readonly #store: Pick<Store, 'read'>;
  readonly #pages = new Map<string, { head: number; page: Promise<MemberPage> }>();

  constructor(store: Pick<Store, 'read'>) {
    this.#store = store;
  }

  /** `head` was read before: the page may know of more, never of less. */
  read({ id, head }: { id: string; head: number }): Promise<MemberPage> {
    const kept = this.#pages.get(id);
    if (kept?.head === head) return kept.page;
    const page = this.#store.read('members', id, LIMITS.membersListed);
    this.#keep(id, head, page);
    return page;
  }

  #keep(id: string, head: number, page: Promise<MemberPage>): void {
    this.#pages.delete(id);
    this.#pages.set(id, { head, page });
    page.catch(() => this.#pages.delete(id));
    if (this.#pages.size <= ROOMS_KEPT) return;
    const [oldest] = this.#pages.keys();
    if (oldest !== undefined) this.#pages.delete(oldest);
  }
}
