import type { Room } from '@contract/room';
import type { RoomEvent, RoomUpdated } from '@contract/room-events';

/** The room after what happened to it. */
export function withRoomChanges(room: Room, events: readonly RoomEvent[]): Room {
  return events.reduce((now, event) => (event.type === 'room.updated' ? changedBy(now, event) : now), room);
}

function changedBy(room: Room, { at, changes: { archived, ...changes } }: RoomUpdated): Room {
  const { archivedAt, ...rest } = room;
  const archive = archived === undefined ? archivedAt : archived ? at : undefined;
  return { ...rest, ...changes, ...(archive !== undefined && { archivedAt: archive }) };
}
