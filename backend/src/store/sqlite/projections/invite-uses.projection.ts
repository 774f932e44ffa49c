import type { RoomEvent } from '../../../contract/room-events.ts';
import type { Database, StatementSync } from '../database.ts';
import { PROJECTIONS } from './statements.ts';
import type { Place, Projection } from './projection.ts';

/** `invite_uses`: who came in by an invitation, so that it is known how often. */
export class InviteUsesProjection implements Projection {
  readonly types = ['member.joined'] as const;
  readonly #use: StatementSync;

  constructor(database: Database) {
    this.#use = database.prepare(PROJECTIONS.useInvite);
  }

  apply(event: RoomEvent, { room }: Place): void {
    if (event.type === 'member.joined' && event.invite !== undefined) this.#use.run({ invite: event.invite, room, seq: event.seq });
  }
}
