import type { Author, RoomEvent } from './room-events.ts';

/** Who is a member by this event and was none before; null: nobody. */
export function comesIn(event: RoomEvent): Author | null {
  if (event.type === 'member.joined') return event.author;
  return event.type === 'member.added' ? event.target : null;
}
