import type { SearchOrder, SearchPage } from '../contract/rest.ts';
import type { ServerRole } from '../contract/principal.ts';
import type { SearchHas } from '../contract/search-query.ts';

export interface TextQuery {
  /** Only rooms are searched that they may read now. */
  asker: { userId: string; roles: readonly ServerRole[] };
  /** As `foldedTerms` has them: all of them are in the text. */
  terms: string[];
  roomId: string | null;
  /** The id of a person, or the beginning of a word of a name. */
  from: string | null;
  has: SearchHas[];
  mentionsAsker: boolean;
  pinned: boolean;
  /** Milliseconds since 1970: said before that, and then or later. */
  before: number | null;
  after: number | null;
  order: SearchOrder;
  cursor: string | null;
  limit: number;
}

/**
 * The texts of messages are searched by an index that is filled behind the log, room by room. What an edit or a deletion takes
 * away leaves it in their own transaction; what it does not have yet is looked through one by one.
 */
export interface SearchWrites {
  /** Where the index was made by other rules of folding, it is emptied. Before the first `indexTexts`. */
  openTextIndex(): void;
  /** Puts at most `limit` messages of these rooms into the index, in one transaction. `unfinished`: those that have more. */
  indexTexts(slice: { roomIds: string[]; limit: number }): { indexed: number; unfinished: string[]; tookMs: number };
}

export interface SearchReads {
  /** Of the next `limit` rooms after one, in the order they were made, those with texts that the index does not have; `next`: where to go on. */
  roomsToIndex(query: { after: string | null; limit: number }): { roomIds: string[]; next: string | null };
  /** Messages as they are now. Does a bounded piece of work: see `SearchPage`. */
  search(query: TextQuery): SearchPage;
}
