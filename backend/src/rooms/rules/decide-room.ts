import { may } from '../../contract/permissions.ts';
import type { RoomChanges } from '../../contract/room-events.ts';
import type { Refusal, RoomCommandOf } from '../../room-threads/room-rules.ts';
import type { Draft } from './event-draft.ts';
import { FORBIDDEN } from './refusals.ts';
import type { RoomState } from './room-state.ts';

/** null: everything is already as it was wished. */
export function decideUpdate(state: RoomState, { actor, changes }: RoomCommandOf<'update'>): Draft | Refusal | null {
  const { visibility } = state.facts;
  if (!may(actor.roles, 'room.update', { visibility, standing: state.standingOf(actor.id) })) return FORBIDDEN;
  const changed = Object.entries(changes).filter(([key, value]) => JSON.stringify(state.facts[key as keyof RoomChanges]) !== JSON.stringify(value));
  return changed.length === 0 ? null : { type: 'room.updated', changes: Object.fromEntries(changed) };
}
