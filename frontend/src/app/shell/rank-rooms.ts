import { searchKeyOf } from '@contract/name-keys';
import { type RoomEntry, matches } from '../memberships/room-entries';

export interface Ranking {
  entries: readonly RoomEntry[];
  find: string;
  /** Ids of the rooms visited last, the newest first. */
  visited: readonly string[];
  /** The room one is in: nobody wants to go there. */
  current: string | undefined;
}

const collator = new Intl.Collator(undefined, { numeric: true });

/** What is probably meant, first: where one was lately, then what is unread, then what begins like that; others' rooms last. */
export function rankRooms({ entries, find, visited, current }: Ranking): RoomEntry[] {
  const wanted = searchKeyOf(find.trim());
  const place = new Map(visited.map((id, index) => [id, index]));
  const rank = ({ room, member, unread }: RoomEntry): number[] => [
    member ? 0 : 1,
    place.get(room.id) ?? visited.length,
    unread > 0 ? 0 : 1,
    searchKeyOf(room.name).startsWith(wanted) ? 0 : 1,
  ];
  const ranked = entries.filter(({ room }) => room.slug !== current && matches(room.name, find)).map((entry) => ({ entry, rank: rank(entry) }));
  return ranked.sort((one, other) => compare(one.rank, other.rank) || collator.compare(one.entry.room.name, other.entry.room.name)).map(({ entry }) => entry);
}

function compare(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((part, index) => part !== other[index]);
  return at < 0 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
}
