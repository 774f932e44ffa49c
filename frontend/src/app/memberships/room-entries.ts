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
  /** Something was begun there and not said. */
  drafted: boolean;
}

export interface RoomSections {
  mine: RoomEntry[];
  /** Conversations between people; one in which nobody has said anything is only there for whoever looks at it. */
  directs: RoomEntry[];
  others: RoomEntry[];
}

/** `others`: the part of the directory that the server found, without what is the reader's own. */
export function sectionsOf({ mine, others, find, now }: { mine: Iterable<MyRoom>; others: readonly Room[]; find: string; now: number }): RoomSections {
  const own = [...mine].filter(({ room }) => matches(room.name, find)).map((one) => entryOf(one, now));
  const directs = own.filter(({ room }) => room.kind === 'direct' && room.lastOrdinal > 0);
  return { mine: byName(own.filter(({ room }) => room.kind !== 'direct')), directs: byName(directs), others: byName(others.map(strange)) };
}

export function entryOf(mine: MyRoom, now: number): RoomEntry {
  return { room: mine.room, member: true, unread: mine.unread, mentions: mine.mentions, quiet: isQuiet(mine, now), drafted: mine.draft !== undefined };
}

/** One that the reader is not in. */
export function strange(room: Room): RoomEntry {
  return { room, member: false, unread: 0, mentions: 0, quiet: false, drafted: false };
}

export function matches(name: string, find: string): boolean {
  return searchKeyOf(name).includes(searchKeyOf(find.trim()));
}

const collator = new Intl.Collator(undefined, { numeric: true });

function byName(entries: RoomEntry[]): RoomEntry[] {
  return entries.sort((a, b) => collator.compare(a.room.name, b.room.name));
}
