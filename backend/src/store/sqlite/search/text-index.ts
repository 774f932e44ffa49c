import type { Message } from '../../../contract/room-events.ts';
import type { SearchWrites } from '../../search.ts';
import type { Database, StatementSync } from '../database.ts';
import { type Row, toText } from '../rows.ts';
import { EMPTY_TEXT_INDEX, TEXT_INDEX } from './statements.ts';
import { indexedText } from './text-of-message.ts';

/** Counted up where the same text has other tokens than before. Node brings its own letters, and they change too. */
const FOLDING = `2, Unicode ${process.versions['unicode'] ?? '?'}`;
const FIRST_WINDOW_MS = 1;
/** More than what a slice adds in the long run: each text is written again about seven times while segments grow. */
const MERGED_PAGES = 48;

interface Text {
  room: number;
  ordinal: number;
  message: Message;
}

/**
 * Texts by what stands in them. A text's number in the index is the millisecond in which it was said, or one that is free
 * shortly before: so the newest are found first, and times are ranges of numbers.
 */
export class TextIndex implements SearchWrites {
  readonly #database: Database;
  readonly #statements: Record<keyof typeof TEXT_INDEX, StatementSync>;

  constructor(database: Database) {
    const prepared = Object.entries(TEXT_INDEX).map(([name, sql]) => [name, database.prepare(sql)]);
    this.#database = database;
    this.#statements = Object.fromEntries(prepared) as Record<keyof typeof TEXT_INDEX, StatementSync>;
  }

  openTextIndex(): void {
    const known = this.#statements.folding.get() as { folding: string } | undefined;
    if (known?.folding === FOLDING) return;
    if (known !== undefined) this.#database.exec(EMPTY_TEXT_INDEX);
    this.#statements.setFolding.run({ folding: FOLDING });
  }

  indexTexts({ roomIds, limit }: Parameters<SearchWrites['indexTexts']>[0]): ReturnType<SearchWrites['indexTexts']> {
    const began = performance.now();
    let indexed = 0;
    const unfinished = roomIds.filter((roomId) => {
      if (indexed >= limit) return true;
      const taken = this.#indexRoom(roomId, limit - indexed);
      indexed += taken.texts;
      return taken.isUnfinished;
    });
    if (indexed > 0) this.#statements.merge.run({ pages: MERGED_PAGES });
    return { indexed, unfinished, tookMs: performance.now() - began };
  }

  /** In the transaction that changes or deletes the text, before it does: what is said no more is found no more. */
  forget(room: number, ordinal: number): boolean {
    const found = this.#statements.numberOf.get({ room, ordinal }) as { id: number } | undefined;
    if (found === undefined) return false;
    const [text] = this.#textsOf(room, { after: ordinal - 1, last: ordinal, limit: 1 });
    if (text !== undefined) this.#statements.removeTokens.run({ id: found.id, tokens: indexedText(room, text.message) });
    this.#statements.remove.run({ id: found.id });
    return true;
  }

  /** In the transaction that changes the text, before it does. */
  noteEdit(room: number, ordinal: number): void {
    if (this.forget(room, ordinal)) this.#statements.addEdited.run({ room, ordinal });
  }

  /** In the transaction that deletes the text, before it does. */
  noteDeletion(room: number, ordinal: number): void {
    this.forget(room, ordinal);
    this.#statements.removeEdited.run({ room, ordinal });
  }

  #indexRoom(roomId: string, limit: number): { texts: number; isUnfinished: boolean } {
    const place = this.#statements.place.get({ roomId }) as { room: number; done: number } | undefined;
    if (place === undefined) return { texts: 0, isUnfinished: false };
    const { room, done } = place;
    const edited = this.#statements.edited.all({ room, limit }) as { ordinal: number }[];
    const before = edited.flatMap(({ ordinal }) => this.#textsOf(room, { after: ordinal - 1, last: ordinal, limit: 1 }));
    const next = this.#textsOf(room, { after: done, last: Number.MAX_SAFE_INTEGER, limit: limit - edited.length });
    this.#add([...before, ...next]);
    for (const { ordinal } of edited) this.#statements.removeEdited.run({ room, ordinal });
    const last = next.at(-1);
    if (last !== undefined) this.#statements.move.run({ room, ordinal: last.ordinal });
    const texts = edited.length + next.length;
    return { texts, isUnfinished: texts >= limit };
  }

  #textsOf(room: number, range: { after: number; last: number; limit: number }): Text[] {
    return this.#statements.texts.all({ room, ...range }).map((row: Row) => ({ room, ordinal: row['ordinal'] as number, message: toText(row) }));
  }

  /** In the order of their numbers: FTS5 begins a new segment at every smaller one. */
  #add(texts: Text[]): void {
    const said = texts.filter(({ message }) => message.deleted !== true);
    const numbered = said.map((text) => ({ id: this.#number(text), ...text })).sort((a, b) => a.id - b.id);
    for (const { id, room, message } of numbered) this.#statements.addTokens.run({ id, tokens: indexedText(room, message) });
  }

  /** Many may be said in one millisecond, as in what was brought from elsewhere: the further back, the more places are free. */
  #number({ room, ordinal, message }: Text): number {
    let id = message.at;
    for (let windowMs = FIRST_WINDOW_MS; this.#statements.isTaken.get({ id }) !== undefined; windowMs *= 2) {
      id = message.at - Math.ceil(Math.random() * windowMs);
    }
    this.#statements.add.run({ id, room, ordinal });
    return id;
  }
}
