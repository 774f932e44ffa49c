import type { MessageEdited, MessagePosted, RoomEvent } from '../../../contract/room-events.ts';
import { messageSeqOf } from '../../message-id.ts';
import type { Database, StatementSync } from '../database.ts';
import { PROJECTIONS } from '../queries.ts';
import type { Place, Projection } from './projection.ts';

/** `mentions`: which messages, as they are now, mention whom. Whoever names themselves is not called. */
export class MentionsProjection implements Projection {
  readonly types = ['message.posted', 'message.edited', 'message.deleted'] as const;
  readonly #add: StatementSync;
  readonly #remove: StatementSync;
  readonly #messageOf: StatementSync;

  constructor(database: Database) {
    this.#add = database.prepare(PROJECTIONS.addMention);
    this.#remove = database.prepare(PROJECTIONS.removeMentions);
    this.#messageOf = database.prepare(PROJECTIONS.messageOf);
  }

  apply(event: RoomEvent, { room, roomId }: Place): void {
    if (event.type === 'message.posted') return this.#set(room, event.ordinal, event);
    if (event.type !== 'message.edited' && event.type !== 'message.deleted') return;
    const ordinal = this.#ordinalOf(room, messageSeqOf(roomId, event.id));
    if (ordinal === null) return;
    this.#remove.run({ room, ordinal });
    if (event.type === 'message.edited') this.#set(room, ordinal, event);
  }

  #set(room: number, ordinal: number, { author, mentions = [] }: MessagePosted | MessageEdited): void {
    for (const user of mentions) if (user !== author.id) this.#add.run(room, user, ordinal);
  }

  #ordinalOf(room: number, seq: number | null): number | null {
    const found = seq === null ? undefined : (this.#messageOf.get({ room, seq }) as { ordinal: number } | undefined);
    return found?.ordinal ?? null;
  }
}
