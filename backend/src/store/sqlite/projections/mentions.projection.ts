import type { MessageEdited, MessagePosted, RoomEvent } from '../../../contract/room-events.ts';
import type { Database, StatementSync } from '../database.ts';
import { PROJECTIONS } from './statements.ts';
import { MessageTargets } from './message-targets.ts';
import type { Place, Projection } from './projection.ts';

/** `mentions`: which messages, as they are now, mention whom. Whoever names themselves is not called. */
export class MentionsProjection implements Projection {
  readonly types = ['message.posted', 'message.edited', 'message.deleted'] as const;
  readonly #add: StatementSync;
  readonly #remove: StatementSync;
  readonly #targets: MessageTargets;

  constructor(database: Database) {
    this.#add = database.prepare(PROJECTIONS.addMention);
    this.#remove = database.prepare(PROJECTIONS.removeMentions);
    this.#targets = new MessageTargets(database);
  }

  apply(event: RoomEvent, place: Place): void {
    const { room } = place;
    if (event.type === 'message.posted') return this.#set(room, event.ordinal, event);
    if (event.type !== 'message.edited' && event.type !== 'message.deleted') return;
    const ordinal = this.#targets.find(event.id, place)?.ordinal;
    if (ordinal === undefined) return;
    this.#remove.run({ room, ordinal });
    if (event.type === 'message.edited') this.#set(room, ordinal, event);
  }

  #set(room: number, ordinal: number, { author, mentions = [] }: MessagePosted | MessageEdited): void {
    for (const user of mentions) if (user !== author.id) this.#add.run(room, user, ordinal);
  }
}
