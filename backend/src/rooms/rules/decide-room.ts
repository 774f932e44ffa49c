import type { RoomChanges } from '../../contract/room-events.ts';
import type { Refusal, RoomCommandOf } from '../../room-threads/room-rules.ts';
import type { Draft } from './event-draft.ts';
import { isAllowed } from './is-allowed.ts';
import { FORBIDDEN } from './refusals.ts';
import type { RoomState } from './room-state.ts';

/** null: everything is already as it was wished. */
export function decideUpdate(state: RoomState, command: RoomCommandOf<'update'>): Draft | Refusal | null {
  if (!isAllowed(state, command, 'room.update')) return FORBIDDEN;
  const changed = Object.entries(command.changes).filter(([key, value]) => JSON.stringify(state.facts[key as keyof RoomChanges]) !== JSON.stringify(value));
  return changed.length === 0 ? null : { type: 'room.updated', changes: Object.fromEntries(changed) };
}
