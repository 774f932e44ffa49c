import type { Facts } from '@contract/facts';
import type { Room } from '@contract/room';

export interface RoomEntry {
  room: Room;
  member: boolean;
  unread: number;
}

export interface RoomSections {
  mine: RoomEntry[];
  others: RoomEntry[];
}

export function changeRooms(rooms: readonly Room[], { created, updated, removed }: Facts['rooms:changed']): Room[] {
  const byId = new Map(rooms.map((room) => [room.id, room]));
  for (const room of [...created, ...updated]) byId.set(room.id, newer(byId.get(room.id), room));
  for (const id of removed) byId.delete(id);
  return [...byId.values()];
}

/** What goes to everybody cannot say where this reader is, and two answers may overtake each other. */
function newer(known: Room | undefined, news: Room): Room {
  if (known === undefined) return news;
  const room = news.head < known.head ? { ...news, head: known.head, lastOrdinal: known.lastOrdinal } : news;
  return known.membership === undefined || room.membership !== undefined ? room : { ...room, membership: known.membership };
}

export function sectionsOf(rooms: readonly Room[], positions: ReadonlyMap<string, number>, find: string): RoomSections {
  const entries = rooms
    .filter(({ name }) => matches(name, find))
    .map((room) => entryOf(room, positions.get(room.id)))
    .sort((a, b) => a.room.name.localeCompare(b.room.name));
  return { mine: entries.filter(({ member }) => member), others: entries.filter(({ member }) => !member) };
}

function entryOf(room: Room, readOrdinal: number | undefined): RoomEntry {
  const member = readOrdinal !== undefined;
  return { room, member, unread: member ? Math.max(0, room.lastOrdinal - readOrdinal) : 0 };
}

function matches(name: string, find: string): boolean {
  return folded(name).includes(folded(find.trim()));
}

/** "zolta" finds "Żółta"; ł has no decomposition, so it is folded by hand. */
function folded(text: string): string {
  return text.toLocaleLowerCase().normalize('NFD').replace(/\p{Mn}/gu, '').replace(/ł/g, 'l');
}
