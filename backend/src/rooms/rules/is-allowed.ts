import { type Action, may } from '../../contract/permissions.ts';
import type { ServerRole } from '../../contract/principal.ts';
import type { RoomCommand } from '../../room-threads/room-rules.ts';
import type { RoomState } from './room-state.ts';

const NO_ROLES = Object.freeze<ServerRole[]>([]);

/** What the table says of who sent the command, in this room as it is now. */
export function isAllowed(state: RoomState, { actor, roles = NO_ROLES }: Pick<RoomCommand, 'actor' | 'roles'>, action: Action): boolean {
  return may(roles, action, { kind: state.facts.kind, visibility: state.facts.visibility, standing: state.standingOf(actor.id) });
}
