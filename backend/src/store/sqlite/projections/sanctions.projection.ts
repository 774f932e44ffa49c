import type { RoomEvent } from '../../../contract/room-events.ts';
import type { Database, StatementSync } from '../database.ts';
import { PROJECTIONS } from './statements.ts';
import type { Place, Projection } from './projection.ts';

/** `sanctions`: who is banned or may not speak. It outlasts a membership, so that leaving ends no sanction. */
export class SanctionsProjection implements Projection {
  readonly types = ['member.banned', 'member.unbanned', 'member.muted'] as const;
  readonly #ban: StatementSync;
  readonly #mute: StatementSync;

  constructor(database: Database) {
    this.#ban = database.prepare(PROJECTIONS.ban);
    this.#mute = database.prepare(PROJECTIONS.mute);
  }

  apply(event: RoomEvent, { room }: Place): void {
    if (event.type === 'member.banned') this.#ban.run({ room, user: event.target.id, banned: 1 });
    else if (event.type === 'member.unbanned') this.#ban.run({ room, user: event.target.id, banned: 0 });
    else if (event.type === 'member.muted') this.#mute.run({ room, user: event.target.id, until: event.until });
  }
}
