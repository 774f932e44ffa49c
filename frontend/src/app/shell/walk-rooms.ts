import type { Room } from '@contract/room';
import type { RoomEntry } from '../memberships/room-entries';
import type { Walk } from './shortcuts';

/** The next or previous of the list, or of those in it where something is unread; after the last comes the first. */
export function walkedTo({ entries, current, wish }: { entries: readonly RoomEntry[]; current: string; wish: Walk }): Room | undefined {
  const isUnread = wish === 'next unread' || wish === 'previous unread';
  const step = wish === 'next' || wish === 'next unread' ? 1 : -1;
  const at = entries.findIndex(({ room }) => room.slug === current);
  const start = at < 0 && step < 0 ? 0 : at;
  const inOrder = entries.map((_, index) => entries[(start + step * (index + 1) + entries.length * 2) % entries.length]);
  return inOrder.find((entry) => entry !== undefined && entry.room.slug !== current && (!isUnread || entry.unread > 0))?.room;
}
