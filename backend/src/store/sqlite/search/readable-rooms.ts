import { may, type Standing } from '../../../contract/permissions.ts';
import type { SearchedRoom } from '../../../contract/rest.ts';
import type { RoomKind, Visibility } from '../../../contract/room.ts';
import type { TextQuery } from '../../search.ts';
import type { StatementSync } from '../database.ts';
import { toAuthor } from '../rows.ts';

interface RoomRow {
  key: number;
  id: string;
  slug: string;
  kind: RoomKind;
  name: string;
  visibility: Visibility;
  standing: Standing;
}

type Statements = Record<'ownRooms' | 'publicRooms' | 'oneRoom' | 'peopleIn', StatementSync>;

/** The rooms that somebody may read, as it is now. */
export class ReadableRooms {
  readonly #statements: Statements;
  readonly #rooms: Map<number, RoomRow>;

  constructor(statements: Statements, { asker, roomId }: Pick<TextQuery, 'asker' | 'roomId'>) {
    this.#statements = statements;
    const user = { user: asker.userId };
    const rows = roomId === null ? [...statements.ownRooms.all(user), ...statements.publicRooms.all(user)] : statements.oneRoom.all({ ...user, id: roomId });
    const readable = (rows as unknown as RoomRow[]).filter((room) => may(asker.roles, 'room.read', room));
    this.#rooms = new Map(readable.map((room) => [room.key, room]));
  }

  get keys(): number[] {
    return [...this.#rooms.keys()];
  }

  idOf(key: number): string {
    return this.#rooms.get(key)?.id ?? '';
  }

  view(key: number): SearchedRoom[] {
    const room = this.#rooms.get(key);
    if (room === undefined) return [];
    const { id, slug, kind, name } = room;
    return [{ id, slug, kind, name, ...(kind === 'direct' && { people: this.#statements.peopleIn.all({ room: key }).map(toAuthor) }) }];
  }
}
