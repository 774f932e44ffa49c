import { foldedTerms } from '../../../contract/search-query.ts';
import type { Author, RoomEvent } from '../../../contract/room-events.ts';
import type { SearchHit, SearchPage } from '../../../contract/rest.ts';
import { messageIdOf } from '../../message-id.ts';
import type { TextQuery } from '../../search.ts';
import { anna, appendOf, type freshStore, joined, newRoom } from '../store.test-kit.ts';

type Store = ReturnType<typeof freshStore>;

export const query = (values: Partial<TextQuery> = {}): TextQuery => ({
  asker: { userId: anna.id, roles: ['member'] },
  terms: [],
  roomId: null,
  from: null,
  has: [],
  mentionsAsker: false,
  pinned: false,
  before: null,
  after: null,
  order: 'newest',
  cursor: null,
  limit: 50,
  ...values,
});

export const asked = (...terms: string[]): Partial<TextQuery> => ({ terms: foldedTerms(terms) });

/** All pages. */
export function everything(store: Store, values: Partial<TextQuery>): SearchHit[] {
  const hits: SearchHit[] = [];
  let page: SearchPage;
  let cursor: string | null = values.cursor ?? null;
  do {
    page = store.reader.search(query({ ...values, cursor }));
    hits.push(...page.hits);
    cursor = page.next;
  } while (cursor !== null);
  return hits;
}

export const placesOf = (hits: SearchHit[]): string[] => hits.map(({ roomId, ordinal }) => `${roomId}/${ordinal}`);

/** A room whose log holds what is done in it. */
export class Room {
  readonly texts = new Map<number, string>();
  readonly #store: Store;
  readonly #id: string;
  readonly #ids = new Map<number, string>();
  #seq = 0;
  #ordinal = 0;
  #at = 1_000;

  constructor(store: Store, id = 'r1', values: Parameters<typeof newRoom>[0] = {}) {
    this.#store = store;
    this.#id = id;
    store.writer.createRoom(newRoom({ id, ...values }));
  }

  joins(author: Author): this {
    return this.#log(joined(this.#seq + 1, author));
  }

  leaves(author: Author): this {
    return this.#log({ type: 'member.left', seq: this.#seq + 1, at: this.#at, author });
  }

  says(body: string, { author = anna, at = this.#at + 1, ...rest }: { author?: Author; at?: number; mentions?: string[] } = {}): this {
    this.#at = at;
    this.texts.set(++this.#ordinal, body);
    const seq = this.#seq + 1;
    return this.#log({ type: 'message.posted', seq, at, author, id: messageIdOf(this.#id, seq), ordinal: this.#ordinal, clientId: `c${seq}`, body, ...rest });
  }

  edits(ordinal: number, body: string): this {
    this.texts.set(ordinal, body);
    return this.#log({ type: 'message.edited', seq: this.#seq + 1, at: this.#at, author: anna, id: this.#idOf(ordinal), body });
  }

  deletes(ordinal: number): this {
    this.texts.delete(ordinal);
    return this.#log({ type: 'message.deleted', seq: this.#seq + 1, at: this.#at, author: anna, id: this.#idOf(ordinal) });
  }

  pins(ordinal: number): this {
    return this.#log({ type: 'message.pinned', seq: this.#seq + 1, at: this.#at, author: anna, id: this.#idOf(ordinal) });
  }

  index(limit = 1_000): this {
    this.#store.writer.transaction(() => this.#store.writer.indexTexts({ roomIds: [this.#id], limit }));
    return this;
  }

  #idOf(ordinal: number): string {
    return this.#ids.get(ordinal) ?? '';
  }

  #log(event: RoomEvent): this {
    this.#seq = event.seq;
    if (event.type === 'message.posted') this.#ids.set(event.ordinal, event.id);
    const { kind } = this.#store.writer.append(appendOf([event], this.#id));
    if (kind !== 'committed') throw new Error(`The event was not stored: ${kind}`);
    return this;
  }
}
