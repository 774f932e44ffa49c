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
  /** Rooms and conversations that the reader wants on top. */
  favourites: RoomEntry[];
  mine: RoomEntry[];
  /** Conversations between people; one in which nobody has said anything is only there for whoever looks at it. */
  directs: RoomEntry[];
  others: RoomEntry[];
}

export type SectionName = keyof RoomSections;

/** `others`: the part of the directory that the server found, without what is the reader's own. */
export function sectionsOf({ mine, others, find, now }: { mine: Iterable<MyRoom>; others: readonly Room[]; find: string; now: number }): RoomSections {
  const own = Object.groupBy(
    [...mine].filter(({ room }) => matches(room.name, find)),
    ({ room, favourite }) => (favourite === true ? 'favourites' : room.kind === 'direct' ? 'directs' : 'mine'),
  );
  const entries = (some: readonly MyRoom[] = []) => byName(some.map((one) => entryOf(one, now)));
  const directs = own.directs?.filter(({ room }) => room.lastOrdinal > 0);
  return { favourites: entries(own.favourites), mine: entries(own.mine), directs: entries(directs), others: byName(others.map(strange)) };
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
