import type { Room } from '@contract/room';

const collator = new Intl.Collator();

/** A conversation is called like its people, without the reader. */
export function titled(room: Room, userId: string | undefined): Room {
  if (room.people === undefined) return room;
  const others = room.people.filter(({ id }) => id !== userId);
  return { ...room, name: (others.length > 0 ? others : room.people).map(({ name }) => name).sort(collator.compare).join(', ') };
}
