import type { RoomEvent } from '../../../contract/room-events.ts';
import type { Database, StatementSync } from '../database.ts';
import { PROJECTIONS } from './statements.ts';
import { MessageTargets } from './message-targets.ts';
import type { Place, Projection } from './projection.ts';

/** `reactions`: who reacts to what, with what. A deleted message has none. */
export class ReactionsProjection implements Projection {
  readonly types = ['reaction.added', 'reaction.removed', 'message.deleted'] as const;
  readonly #targets: MessageTargets;
  readonly #add: StatementSync;
  readonly #remove: StatementSync;
  readonly #removeAll: StatementSync;

  constructor(database: Database) {
    this.#targets = new MessageTargets(database);
    this.#add = database.prepare(PROJECTIONS.addReaction);
    this.#remove = database.prepare(PROJECTIONS.removeReaction);
    this.#removeAll = database.prepare(PROJECTIONS.removeReactions);
  }

  apply(event: RoomEvent, place: Place): void {
    if (event.type !== 'reaction.added' && event.type !== 'reaction.removed' && event.type !== 'message.deleted') return;
    const ordinal = this.#targets.find(event.id, place)?.ordinal;
    if (ordinal === undefined) return;
    const { room } = place;
    if (event.type === 'message.deleted') this.#removeAll.run({ room, ordinal });
    else if (event.type === 'reaction.added') this.#add.run({ room, ordinal, emoji: event.emoji, user: event.author.id, seq: event.seq });
    else this.#remove.run({ room, ordinal, emoji: event.emoji, user: event.author.id });
  }
}
