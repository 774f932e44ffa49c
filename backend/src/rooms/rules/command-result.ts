import type { RoomEvent } from '../../contract/room-events.ts';
import type { CommandResult } from '../../room-threads/room-rules.ts';
import type { FirstResult } from '../../store/first-result.ts';

/** What the sender is told of the event their command made, the first time and every time they ask again. */
export function resultOf(event: FirstResult | RoomEvent): NonNullable<CommandResult> {
  const { seq, at } = event;
  return 'ordinal' in event && event.ordinal !== undefined ? { seq, at, ordinal: event.ordinal, id: event.id ?? '' } : { seq, at };
}
