import { searchKeyOf } from '@contract/name-keys';
import type { MyRoom, Room } from '@contract/room';
import { isQuiet } from './what-counts';

export interface RoomEntry {
  room: Room;
  member: boolean;
  unread: number;
  mentions: number;
  /** Neither rings nor counts, but for mentions where it is only muted. */
  quiet: boolean;
}

export interface RoomSections {
  mine: RoomEntry[];
  others: RoomEntry[];
}

/** `others`: the part of the directory that the server found, without what is the reader's own. */
export function sectionsOf({ mine, others, find, now }: { mine: Iterable<MyRoom>; others: readonly Room[]; find: string; now: number }): RoomSections {
  const own = [...mine].filter(({ room }) => matches(room.name, find)).map((own) => ({ room: own.room, member: true, unread: own.unread, mentions: own.mentions, quiet: isQuiet(own, now) }));
  return { mine: byName(own), others: byName(others.map((room) => ({ room, member: false, unread: 0, mentions: 0, quiet: false }))) };
}

export function matches(name: string, find: string): boolean {
  return searchKeyOf(name).includes(searchKeyOf(find.trim()));
}

const collator = new Intl.Collator(undefined, { numeric: true });

function byName(entries: RoomEntry[]): RoomEntry[] {
  return entries.sort((a, b) => collator.compare(a.room.name, b.room.name));
}
