import { searchKeyOf } from '../../../contract/name-keys.ts';
import type { TextQuery } from '../../search.ts';
import type { StatementSync } from '../database.ts';
import type { Row } from '../rows.ts';
import { compare, type Place } from './cursor.ts';
import { type FoundRow, toFoundRow } from './found-row.ts';
import { allOf, anyOf, authorMark, hasMark, matchOf, mentionMark, prefixMatchOf, quoted, roomMark } from './tokens.ts';
import type { ReadableRooms } from './readable-rooms.ts';
import type { SEARCHES } from './statements.ts';
import { foldedBody, kindsOf } from './text-of-message.ts';

export type Statements = Record<keyof typeof SEARCHES, StatementSync>;

/** Of what the index does not have yet, the newest are looked through one by one. */
const UNINDEXED = 5_000;
/** More than so many rooms or people are compared row by row. */
const MARKS_ASKED = 64;
const PEOPLE = 200;
/** A letter or two are in so many texts that the newest are looked at first; only then all that begins so is gathered. */
const NEWEST_FIRST = 300;
/** Numbers may lie before the time: see TextIndex. */
const BEFORE_TIME_MS = 60_000;
const BEYOND_WORDS = '\u{10ffff}';
const BEYOND_ALL = Number.MAX_SAFE_INTEGER;

export interface Candidate {
  row: FoundRow;
  isHit: boolean;
}

/** Messages that may be what was asked for, newest first: first of all those that the index does not have yet, in their places. */
export class Candidates {
  /** Known after the first was taken. */
  isIndexing = false;
  readonly #statements: Statements;
  readonly #query: TextQuery;
  readonly #rooms: ReadableRooms;
  readonly #authors: string[] | null;
  readonly #wanted: { rooms: string; authors: string | null; mentioned: string | null };

  constructor(statements: Statements, query: TextQuery, rooms: ReadableRooms) {
    this.#statements = statements;
    this.#query = query;
    this.#rooms = rooms;
    this.#authors = query.from === null ? null : this.#peopleCalled(query.from);
    this.#wanted = {
      rooms: JSON.stringify(rooms.keys),
      authors: this.#authors === null ? null : JSON.stringify(this.#authors),
      mentioned: query.mentionsAsker ? query.asker.userId : null,
    };
  }

  *after(place: Place | null): Generator<Candidate> {
    if (this.#isNothing) return;
    const isNext = (row: FoundRow): boolean => place === null || compare(row, place) > 0;
    const unindexed = this.#unindexed().filter(isNext).sort(compare);
    for (const row of this.#indexed(place?.number ?? BEYOND_ALL)) if (isNext(row)) yield* this.#inOrder(unindexed, row);
    for (const row of unindexed) yield { row, isHit: true };
  }

  get #isNothing(): boolean {
    return this.#rooms.keys.length === 0 || this.#authors?.length === 0;
  }

  /** Takes from `unindexed` what is newer. */
  *#inOrder(unindexed: FoundRow[], row: FoundRow): Generator<Candidate> {
    const newer = unindexed.findIndex((other) => compare(other, row) >= 0);
    for (const first of unindexed.splice(0, newer === -1 ? unindexed.length : newer)) yield { row: first, isHit: true };
    yield { row, isHit: this.#isHit(row) };
  }

  #isHit(row: FoundRow): boolean {
    return this.#isInTime(row) && this.#isOfKind(row) && this.#hasTerms(row);
  }

  #isInTime({ message: { at } }: FoundRow): boolean {
    const { before, after } = this.#query;
    return at < (before ?? Infinity) && at >= (after ?? 0);
  }

  #isOfKind({ message, isPinned }: FoundRow): boolean {
    const { has, pinned } = this.#query;
    if (pinned && !isPinned) return false;
    return has.length === 0 || has.every((kind) => kindsOf(message).includes(kind));
  }

  #hasTerms({ message }: FoundRow): boolean {
    const { terms } = this.#query;
    if (terms.length === 0) return true;
    const text = foldedBody(message);
    return terms.every((term) => text.includes(term));
  }

  #peopleCalled(name: string): string[] {
    if (this.#statements.personById.get({ id: name }) !== undefined) return [name];
    const search = searchKeyOf(name.trim());
    const [word = ''] = search.split(' ');
    if (word === '') return [];
    const named = this.#statements.peopleByName.all({ word, beyond: word + BEYOND_WORDS, search, limit: PEOPLE });
    return [...new Set(named.map(({ id }) => id as string))];
  }

  #unindexed(): FoundRow[] {
    const { rooms, ...wanted } = this.#wanted;
    const behind = this.#statements.behind.all({ rooms }) as unknown as { room: number; done: number; last: number; at: number }[];
    const found = this.#rowsOf(this.#statements.edited.all({ rooms, ...wanted, limit: UNINDEXED }));
    let left = UNINDEXED;
    for (const { room, done, last } of behind.sort((a, b) => b.at - a.at)) {
      if (left > 0) found.push(...this.#rowsOf(this.#statements.unindexed.all({ room, done, ...wanted, limit: left })));
      left -= last - done;
    }
    this.isIndexing = left < 0;
    return found.filter((row) => this.#isHit(row));
  }

  *#indexed(newest: number): Generator<FoundRow> {
    const { before, after, pinned, terms } = this.#query;
    const range = { newest: Math.min(newest, (before ?? BEYOND_ALL) - 1), oldest: Math.max(0, (after ?? 0) - BEFORE_TIME_MS) };
    if (pinned) {
      yield* this.#rowsOf(this.#statements.pinned.all({ ...this.#wanted, ...range })).sort(compare);
      return;
    }
    const marks = this.#marks();
    const matches = terms.flatMap((term) => matchOf(term) ?? []);
    if (matches.length > 0 || terms.length === 0) yield* this.#matching([...matches, ...marks], range);
    else yield* this.#short(marks, range);
  }

  *#short(marks: string[], { newest, oldest }: { newest: number; oldest: number }): Generator<FoundRow> {
    let looked = 0;
    let last = newest;
    for (const row of this.#matching(marks, { newest, oldest })) {
      if (looked++ === NEWEST_FIRST) break;
      yield row;
      last = row.number;
    }
    const beginnings = this.#query.terms.flatMap((term) => prefixMatchOf(term) ?? []);
    if (looked > NEWEST_FIRST) yield* this.#matching([...beginnings, ...marks], { newest: last - 1, oldest });
  }

  *#matching(conditions: string[], range: { newest: number; oldest: number }): Generator<FoundRow> {
    const wanted = { ...this.#wanted, ...range };
    const rows = conditions.length === 0 ? this.#statements.all.iterate(wanted) : this.#statements.indexed.iterate({ ...wanted, match: allOf(conditions) });
    for (const row of rows) yield this.#toRow(row);
  }

  /** What the index can narrow without a text. */
  #marks(): string[] {
    const { has, mentionsAsker, asker } = this.#query;
    const marks = has.map((kind) => quoted(hasMark(kind)));
    if (this.#rooms.keys.length <= MARKS_ASKED) marks.push(anyOf(this.#rooms.keys.map(roomMark)));
    if (this.#authors !== null && this.#authors.length <= MARKS_ASKED) marks.push(anyOf(this.#authors.map(authorMark)));
    if (mentionsAsker) marks.push(anyOf([asker.userId, '@room'].map(mentionMark)));
    return marks;
  }

  #rowsOf(rows: Row[]): FoundRow[] {
    return rows.map((row) => this.#toRow(row));
  }

  #toRow(row: Row): FoundRow {
    return toFoundRow(row, this.#rooms.idOf(row['room'] as number));
  }
}
