import { searchKeyOf } from '@contract/name-keys';
import type { MyRoom, Room } from '@contract/room';

export interface RoomEntry {
  room: Room;
  member: boolean;
  unread: number;
  mentions: number;
}

export interface RoomSections {
  mine: RoomEntry[];
  /** Conversations between people; one in which nobody has said anything is only there for whoever looks at it. */
  directs: RoomEntry[];
  others: RoomEntry[];
}

/** `others`: the part of the directory that the server found, without what is the reader's own. */
export function sectionsOf({ mine, others, find }: { mine: Iterable<MyRoom>; others: readonly Room[]; find: string }): RoomSections {
  const own = [...mine].filter(({ room }) => matches(room.name, find)).map(({ room, unread, mentions }) => ({ room, member: true, unread, mentions }));
  const directs = own.filter(({ room }) => room.kind === 'direct' && room.lastOrdinal > 0);
  return { mine: byName(own.filter(({ room }) => room.kind !== 'direct')), directs: byName(directs), others: byName(others.map((room) => ({ room, member: false, unread: 0, mentions: 0 }))) };
}

export function matches(name: string, find: string): boolean {
  return searchKeyOf(name).includes(searchKeyOf(find.trim()));
}

const collator = new Intl.Collator(undefined, { numeric: true });

function byName(entries: RoomEntry[]): RoomEntry[] {
  return entries.sort((a, b) => collator.compare(a.room.name, b.room.name));
}
