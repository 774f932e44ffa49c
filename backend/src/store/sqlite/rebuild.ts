import type { RoomEvent, RoomEventOf } from '../../contract/room-events.ts';
import type { Database } from './database.ts';
import { Projections } from './projections/projections.ts';
import { toEvent } from './rows.ts';
import { EMPTY_TEXT_INDEX } from './search/statements.ts';

const PAGE = 1_000;
/** What the log alone makes. */
const EMPTIED = ['members', 'sanctions', 'messages', 'edits', 'mentions', 'reactions', 'pins', 'invite_uses'] as const;

/** How far people have read is theirs to say, and may be behind what they wrote: it stays as it was. */
const KEEP_MARKS = 'CREATE TEMP TABLE marks AS SELECT room, user, ordinal FROM read_positions';
const RESTORE_MARKS = `
  UPDATE read_positions SET ordinal = marks.ordinal FROM temp.marks AS marks
  WHERE marks.room = read_positions.room AND marks.user = read_positions.user;
  DROP TABLE temp.marks`;

export interface RebuildOptions {
  /** After every page of events. */
  onProgress?: (events: number) => void;
}

/** Makes all tables of state anew from the events, in one transaction: the same rows, if nothing was wrong. */
export function rebuild(database: Database, { onProgress }: RebuildOptions = {}): void {
  database.transaction(() => {
    database.exec(KEEP_MARKS);
    database.exec(EMPTY_TEXT_INDEX);
    for (const table of EMPTIED) database.exec(`DELETE FROM ${table}`);
    const projections = new Projections(database);
    const rooms = database.prepare('SELECT key, id FROM rooms').all() as { key: number; id: string }[];
    let done = 0;
    for (const { key, id } of rooms) {
      const room = new RoomRebuild(projections, { room: key, roomId: id });
      for (const events of pagesOf(database, key)) {
        projections.begin();
        events.forEach((each) => room.apply(each));
        projections.finish(key);
        onProgress?.((done += events.length));
      }
      room.finish();
    }
    database.exec(RESTORE_MARKS);
  });
}

interface Numbered {
  event: RoomEvent;
  ordinal: number;
}

class RoomRebuild {
  readonly #projections: Projections;
  readonly #place: { room: number; roomId: string };
  /** What the room was called in between may be another room's name by now: the changes are made at the end, as one. */
  #updated: RoomEventOf<'room.updated'> | null = null;

  constructor(projections: Projections, place: { room: number; roomId: string }) {
    this.#projections = projections;
    this.#place = place;
  }

  apply({ event, ordinal }: Numbered): void {
    if (event.type === 'room.updated') this.#updated = { ...event, changes: { ...this.#updated?.changes, ...event.changes } };
    else this.#projections.apply(event, { ...this.#place, ordinal });
  }

  finish(): void {
    if (this.#updated !== null) this.#projections.apply(this.#updated, { ...this.#place, ordinal: 0 });
  }
}

function* pagesOf(database: Database, room: number) {
  const next = database.prepare('SELECT seq, payload FROM events WHERE room = :room AND seq > :after ORDER BY seq LIMIT :limit');
  let ordinal = 0;
  for (let after = 0; ; ) {
    const rows = next.all({ room, after, limit: PAGE });
    if (rows.length === 0) return;
    yield rows.map((row) => {
      const event = toEvent(row);
      if (event.type === 'message.posted') ordinal = event.ordinal;
      after = event.seq;
      return { event, ordinal };
    });
  }
}
