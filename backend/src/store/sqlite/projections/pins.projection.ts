import type { RoomEvent } from '../../../contract/room-events.ts';
import type { Database, StatementSync } from '../database.ts';
import { PROJECTIONS } from './statements.ts';
import { MessageTargets } from './message-targets.ts';
import type { Place, Projection } from './projection.ts';

/** `pins`: the pinned messages of each room. A deleted message is not pinned. */
export class PinsProjection implements Projection {
  readonly types = ['message.pinned', 'message.unpinned', 'message.deleted'] as const;
  readonly #targets: MessageTargets;
  readonly #pin: StatementSync;
  readonly #unpin: StatementSync;

  constructor(database: Database) {
    this.#targets = new MessageTargets(database);
    this.#pin = database.prepare(PROJECTIONS.pin);
    this.#unpin = database.prepare(PROJECTIONS.unpin);
  }

  apply(event: RoomEvent, place: Place): void {
    if (event.type !== 'message.pinned' && event.type !== 'message.unpinned' && event.type !== 'message.deleted') return;
    const target = this.#targets.find(event.id, place);
    if (target === null) return;
    const { room } = place;
    if (event.type === 'message.pinned') this.#pin.run({ room, ordinal: target.ordinal, message: target.seq, seq: event.seq });
    else this.#unpin.run({ room, ordinal: target.ordinal });
  }
}
