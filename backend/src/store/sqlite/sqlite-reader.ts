import { LIMITS } from '../../contract/limits.ts';
import type { Author, Message, RoomEvent } from '../../contract/room-events.ts';
import type { MemberPage, StoredRoom, StoredSession, StoreReads } from '../store.ts';
import type { Database, StatementSync } from './database.ts';
import { READS } from './queries.ts';
import { type RoomState, snapshotOf } from './snapshot.ts';

/** More than any log or directory has. */
const BEYOND_ALL = Number.MAX_SAFE_INTEGER;
/** Retries come soon; an older one is found by the unique index. */
const RECENT_MESSAGES = 256;
const ALL = -1;

/** A read-only connection; every call sees the last commit. */
export class SqliteReader implements StoreReads {
  readonly #database: Database;
  readonly #statements: Record<keyof typeof READS, StatementSync>;

  constructor(database: Database) {
    this.#database = database;
    const prepared = Object.entries(READS).map(([name, sql]) => [name, database.prepare(sql)]);
    this.#statements = Object.fromEntries(prepared) as Record<keyof typeof READS, StatementSync>;
  }

  session(tokenHash: string): StoredSession | null {
    const row = this.#statements.session.get({ tokenHash });
    if (!row) return null;
    const { id, name, ...session } = row as unknown as Omit<StoredSession, 'user' | 'tokenHash'> & Author;
    return { ...session, tokenHash, user: { id, name } };
  }

  room(idOrSlug: string, userId: string | null): StoredRoom | null {
    const wanted = { id: idOrSlug, user: userId };
    const row = this.#statements.roomById.get(wanted) ?? this.#statements.roomBySlug.get(wanted);
    return row ? toRoom(row) : null;
  }

  rooms({ after, limit, userId }: { after: string | null; limit: number; userId: string | null }): StoredRoom[] {
    const key = after === null ? 0 : this.#keyOf(after);
    if (key === null) return [];
    return this.#statements.roomsAfter.all({ after: key, limit, user: userId }).map(toRoom);
  }

  /** All of it from one state of the database. */
  snapshot(roomId: string): Uint8Array<ArrayBuffer> | null {
    return this.#database.readTransaction(() => {
      const state = this.#statements.roomState.get({ id: roomId }) as unknown as RoomState | undefined;
      if (!state) return null;
      const newest = { room: state.key, after: 0, before: BEYOND_ALL, limit: RECENT_MESSAGES };
      const recent = payloads(this.#statements.messagesBackward.all(newest)).reverse();
      return snapshotOf(state, { members: this.#membersOf(state.key, ALL), recent: recent as Message[] });
    });
  }

  events({ roomId, after, limit }: { roomId: string; after: number; limit: number }): RoomEvent[] {
    return page(this.#statements.eventsAfter.iterate({ room: this.#keyOf(roomId), after, limit }));
  }

  messages({ roomId, before, after, limit }: Parameters<StoreReads['messages']>[0]): Message[] {
    const range = { room: this.#keyOf(roomId), after: after ?? 0, before: before ?? BEYOND_ALL, limit };
    if (after !== null) return page(this.#statements.messagesForward.iterate(range)) as Message[];
    return page(this.#statements.messagesBackward.iterate(range)).reverse() as Message[];
  }

  members(roomId: string, limit: number): MemberPage {
    const room = this.#keyOf(roomId);
    if (room === null) return { members: [], count: 0 };
    const { count } = this.#statements.memberCount.get({ room }) as { count: number };
    return { members: this.#membersOf(room, limit), count };
  }

  close(): void {
    this.#database.close();
  }

  #membersOf(room: number, limit: number): Author[] {
    return (this.#statements.members.all({ room, limit }) as unknown as Author[]).map(({ id, name }) => ({ id, name }));
  }

  #keyOf(roomId: string): number | null {
    const row = this.#statements.roomKey.get({ id: roomId }) as { key: number } | undefined;
    return row?.key ?? null;
  }
}

type Row = NonNullable<ReturnType<StatementSync['get']>>;

function toRoom({ key: _, ...room }: Row): StoredRoom {
  return room as unknown as StoredRoom;
}

/** The first rows, as many as a page may hold. */
function page(rows: Iterable<Row>): RoomEvent[] {
  const taken: string[] = [];
  let bytes = 0;
  for (const row of rows) {
    const payload = row['payload'] as string;
    bytes += Buffer.byteLength(payload);
    if (bytes > LIMITS.pageBytes && taken.length > 0) break;
    taken.push(payload);
  }
  return taken.map((payload) => JSON.parse(payload) as RoomEvent);
}

const payloads = (rows: Row[]): RoomEvent[] => rows.map((row) => JSON.parse(row['payload'] as string) as RoomEvent);
