import { LIMITS } from '../../../contract/limits.ts';
import type { SearchHit, SearchPage } from '../../../contract/rest.ts';
import type { Author } from '../../../contract/room-events.ts';
import { messageIdOf } from '../../message-id.ts';
import type { SearchReads, TextQuery } from '../../search.ts';
import type { Database, StatementSync } from '../database.ts';
import { type Candidate, Candidates, type Statements } from './candidates.ts';
import { cursorToPlace, cursorToRanked, placeToCursor, rankedToCursor } from './cursor.ts';
import type { FoundRow } from './found-row.ts';
import { ranked } from './rank.ts';
import { ReadableRooms } from './readable-rooms.ts';
import { snippetOf } from './snippet.ts';
import { SEARCHES } from './statements.ts';

/** What one read does at most; whoever asks goes on with `next`, and other reads come in between. */
const SLICE = { rows: 2_000, ms: 40 };
/** Of so many hits, the newest, the best are chosen. */
const RANKED = { hits: 400, rows: 6_000, ms: 120 };
const NOBODY = '…';

interface Slice {
  found: FoundRow[];
  /** After the last row that was looked at; null where there are no more. */
  next: string | null;
  indexing: boolean;
}

/** Asks the index for what may fit, and each message itself whether it does. All of an answer is from one state of the database. */
export class TextSearch implements SearchReads {
  readonly #database: Database;
  readonly #statements: Statements;

  constructor(database: Database) {
    const prepared = Object.entries(SEARCHES).map(([name, sql]) => [name, database.prepare(sql)]);
    this.#database = database;
    this.#statements = Object.fromEntries(prepared) as Record<keyof typeof SEARCHES, StatementSync>;
  }

  roomsToIndex({ after, limit }: Parameters<SearchReads['roomsToIndex']>[0]): ReturnType<SearchReads['roomsToIndex']> {
    const rooms = this.#statements.roomsInOrder.all({ after, limit }) as unknown as { id: string; isBehind: number }[];
    const next = rooms.length < limit ? null : (rooms.at(-1)?.id ?? null);
    return { roomIds: rooms.filter(({ isBehind }) => isBehind === 1).map(({ id }) => id), next };
  }

  search(query: TextQuery): SearchPage {
    return this.#database.readTransaction(() => {
      const rooms = new ReadableRooms(this.#statements, query);
      const candidates = new Candidates(this.#statements, query, rooms);
      const { found, ...rest } = query.order === 'best' ? this.#best(query, candidates) : this.#newest(query, candidates);
      const seen = [...new Set(found.map(({ room }) => room))];
      return { hits: found.map((row) => this.#toHit(row, query)), rooms: seen.flatMap((room) => rooms.view(room)), ...rest };
    });
  }

  #newest({ cursor, limit }: TextQuery, candidates: Candidates): Slice {
    const after = cursor === null ? null : cursorToPlace(cursor);
    const { found, last } = take(candidates.after(after), { ...SLICE, hits: limit });
    return { found, next: last === null ? null : placeToCursor(last), indexing: candidates.isIndexing };
  }

  #best({ cursor, limit, terms }: TextQuery, candidates: Candidates): Slice {
    const asked = cursor === null ? null : cursorToRanked(cursor);
    const from = asked === null ? null : { number: asked.upTo + 1, roomId: '', ordinal: 0 };
    const { found } = take(candidates.after(from), RANKED);
    const { upTo, offset } = asked ?? { upTo: found[0]?.number ?? 0, offset: 0 };
    const page = ranked(found, terms, upTo).slice(offset, offset + limit);
    const next = offset + limit < found.length ? rankedToCursor({ upTo, offset: offset + limit }) : null;
    return { found: page, next, indexing: candidates.isIndexing };
  }

  #toHit({ message, roomId, ordinal, thread, isPinned }: FoundRow, { terms }: TextQuery): SearchHit {
    const { id, at, author, editedAt } = message;
    const snippet = snippetOf({ body: message.body, terms, nameOf: (userId) => this.#nameOf(userId) });
    const more = { ...(thread !== null && { thread: messageIdOf(roomId, thread) }), ...(editedAt !== undefined && { editedAt }), ...(isPinned && { pinned: true as const }) };
    return { id, roomId, ordinal, at, author, snippet, ...more };
  }

  #nameOf(userId: string): string {
    if (userId === 'here' || userId === 'room') return userId;
    const person = this.#statements.personById.get({ id: userId }) as unknown as Author | undefined;
    return person?.name.slice(0, LIMITS.userNameLength) ?? NOBODY;
  }
}

interface Bounds {
  rows: number;
  ms: number;
  hits: number;
}

/** `last`: the row after which to go on, null where all were looked at. */
function take(candidates: Iterable<Candidate>, { rows, ms, hits }: Bounds): { found: FoundRow[]; last: FoundRow | null } {
  const until = performance.now() + ms;
  const found: FoundRow[] = [];
  let looked = 0;
  let last: FoundRow | null = null;
  for (const { row, isHit } of candidates) {
    // There is at least one more.
    if (found.length >= hits || looked >= rows || (looked > 0 && performance.now() > until)) return { found, last };
    if (isHit) found.push(row);
    last = row;
    looked++;
  }
  return { found, last: null };
}
