import type { MyRoom } from '@contract/room';
import { isMuted } from '../memberships/what-counts';

export type Rooms = ReadonlyMap<string, MyRoom>;

/** Something to tell of a room. */
export interface News {
  mine: MyRoom;
  /** It names the reader, or everybody. */
  mention: boolean;
}

const NOTHING: Pick<MyRoom, 'unread' | 'mentions'> & { room: Pick<MyRoom['room'], 'lastOrdinal'> } = { unread: 0, mentions: 0, room: { lastOrdinal: 0 } };

/** What came between the two and may ring. What was only marked as unread, or edited, is no news. */
export function newsIn(before: Rooms, after: Rooms, now: number): News[] {
  return [...after.values()].flatMap((mine) => {
    const was = before.get(mine.room.id) ?? NOTHING;
    if (mine.room.lastOrdinal <= was.room.lastOrdinal || mine.unread <= was.unread) return [];
    const mention = mine.mentions > was.mentions;
    return rings(mine, { mention, now }) ? [{ mine, mention }] : [];
  });
}

function rings(mine: MyRoom, { mention, now }: { mention: boolean; now: number }): boolean {
  if (mine.level === 'none' || isMuted(mine, now)) return false;
  return mine.level === 'all' || mention;
}
