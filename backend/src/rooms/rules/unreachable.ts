import type { Refusal } from '../../room-threads/room-rules.ts';
import type { MessageFacts } from '../../store/messages.ts';
import { LOOK_AGAIN, NO_MESSAGE } from './refusals.ts';
import type { RoomState } from './room-state.ts';

/** What was looked up of a message may be over by the time its room decides. */
export function unreachable(state: RoomState, target: MessageFacts): Refusal | null {
  const fate = state.fateOf(target);
  if (fate === 'deleted') return NO_MESSAGE;
  return fate === 'unknown' ? LOOK_AGAIN : null;
}
