import { Injectable } from '@nestjs/common';
import { LIMITS } from '../contract/limits.ts';
import type { Principal } from '../contract/principal.ts';
import type { SearchPage, SearchQuery } from '../contract/rest.ts';
import { dayOf, foldedTerms, parseSearch, type ParsedSearch } from '../contract/search-query.ts';
import type { TextQuery } from '../store/search.ts';
import { Store } from '../store/store.ts';
import { ChatError } from '../wire/chat-error.ts';
import { RoomDirectory } from './room-directory.ts';

/** Reads for one answer; between them others have their turn. */
const SLICES = 12;
/** Searches of one person at a time: who types is asked for the last word only. */
export const SEARCHES_AT_ONCE = 2;
const AGAIN_MS = 500;
const DEFAULT_LIMIT = 20;
const NOTHING: SearchPage = { hits: [], rooms: [], next: null, indexing: false };

/** Messages by what stands in them, of the rooms that whoever asks may read now. */
@Injectable()
export class SearchService {
  readonly #directory: RoomDirectory;
  readonly #store: Store;
  readonly #underWay = new Map<string, number>();

  constructor(directory: RoomDirectory, store: Store) {
    this.#directory = directory;
    this.#store = store;
  }

  /** `isWanted`: false where whoever asked has gone. */
  async search(principal: Principal, query: SearchQuery, isWanted: () => boolean = () => true): Promise<SearchPage> {
    const asked = await this.#understood(principal, query);
    if (isEmpty(asked)) return NOTHING;
    const count = this.#underWay.get(principal.userId) ?? 0;
    if (count >= SEARCHES_AT_ONCE) throw new ChatError('BUSY', 'Your other searches come first.', { retryAfterMs: AGAIN_MS });
    this.#underWay.set(principal.userId, count + 1);
    try {
      return await this.#pageOf(asked, isWanted);
    } finally {
      this.#ended(principal.userId);
    }
  }

  /** How many people search. */
  get size(): number {
    return this.#underWay.size;
  }

  #ended(userId: string): void {
    const left = (this.#underWay.get(userId) ?? 1) - 1;
    if (left > 0) this.#underWay.set(userId, left);
    else this.#underWay.delete(userId);
  }

  async #pageOf(asked: TextQuery, isWanted: () => boolean): Promise<SearchPage> {
    let page = await this.#store.readBulk('search', asked);
    for (let slices = 1; slices < SLICES && isWanted(); slices++) {
      if (page.next === null || asked.order === 'best' || page.hits.length >= asked.limit) break;
      const more = await this.#store.readBulk('search', { ...asked, cursor: page.next, limit: asked.limit - page.hits.length });
      page = joined(page, more);
    }
    return page;
  }

  async #understood(principal: Principal, query: SearchQuery): Promise<TextQuery> {
    const { userId, roles } = principal;
    const typed = parseSearch(query.q ?? '');
    const terms = foldedTerms(typed.terms);
    if (terms.length > LIMITS.searchTerms) throw new ChatError('INVALID', `q: at most ${LIMITS.searchTerms} words.`);
    const { order = 'newest', cursor = null, limit = DEFAULT_LIMIT } = query;
    const roomId = await this.#roomOf(principal, query.room ?? typed.in);
    return { asker: { userId, roles }, terms, roomId, from: authorOf(query.from ?? typed.from, userId), ...filtersOf(query, typed), order, cursor, limit };
  }

  async #roomOf(principal: Principal, idOrSlug: string | undefined): Promise<string | null> {
    return idOrSlug === undefined ? null : (await this.#directory.find(principal, idOrSlug, 'room.read')).id;
  }
}

const authorOf = (from: string | undefined, me: string): string | null => (from === 'me' ? me : (from ?? null));

function filtersOf(query: SearchQuery, typed: ParsedSearch): Pick<TextQuery, 'has' | 'mentionsAsker' | 'pinned' | 'before' | 'after'> {
  return {
    has: [...new Set([...(query.has ?? []), ...typed.has])],
    mentionsAsker: query.mentions === 'me' || typed.mentionsMe,
    pinned: query.is === 'pinned' || typed.pinned,
    before: query.before ?? dayOf(typed.before ?? ''),
    after: query.after ?? dayOf(typed.after ?? ''),
  };
}

function isEmpty({ terms, roomId, from, has, mentionsAsker, pinned, before, after }: TextQuery): boolean {
  return terms.length === 0 && has.length === 0 && !mentionsAsker && !pinned && [roomId, from, before, after].every((value) => value === null);
}

function joined(page: SearchPage, more: SearchPage): SearchPage {
  const rooms = new Map([...page.rooms, ...more.rooms].map((room) => [room.id, room]));
  return { ...more, hits: [...page.hits, ...more.hits], rooms: [...rooms.values()] };
}
