import type { MessagePosted, RoomEvent } from '../../../contract/room-events.ts';
import { messageSeqOf } from '../../message-id.ts';
import type { Database, StatementSync } from '../database.ts';
import { PROJECTIONS } from './statements.ts';
import { MessageTargets } from './message-targets.ts';
import type { Place, Projection } from './projection.ts';

type Statement = 'addMessage' | 'threadOf' | 'markEdited' | 'addEdit' | 'markDeleted' | 'blankEvents';

/**
 * `messages`, and `edits`, by which all texts of one are found: its author, where its present text stands, whether it was
 * deleted. A text stands once, in the event that said it; deleting blanks it there. An edit of a deleted message is blank too.
 */
export class MessagesProjection implements Projection {
  readonly types = ['message.posted', 'message.edited', 'message.deleted'] as const;
  readonly #targets: MessageTargets;
  readonly #statements: Record<Statement, StatementSync>;

  constructor(database: Database) {
    const names: Statement[] = ['addMessage', 'threadOf', 'markEdited', 'addEdit', 'markDeleted', 'blankEvents'];
    this.#targets = new MessageTargets(database);
    this.#statements = Object.fromEntries(names.map((name) => [name, database.prepare(PROJECTIONS[name])])) as Record<Statement, StatementSync>;
  }

  apply(event: RoomEvent, place: Place): void {
    if (event.type === 'message.posted') this.#statements.addMessage.run(place.room, event.ordinal, event.seq, event.author.id, this.#threadOf(event, place));
    else if (event.type === 'message.edited') this.#edit(event.seq, event.id, place);
    else if (event.type === 'message.deleted') this.#delete(event.id, place);
  }

  #edit(seq: number, id: string, { room, roomId }: Place): void {
    const target = this.#targets.find(id, { room, roomId });
    if (target === null) return;
    this.#statements.addEdit.run({ room, message: target.seq, seq });
    this.#statements.markEdited.run({ room, ordinal: target.ordinal, edit: seq });
  }

  #delete(id: string, { room, roomId }: Place): void {
    const target = this.#targets.find(id, { room, roomId });
    if (target === null) return;
    this.#statements.markDeleted.run({ room, ordinal: target.ordinal });
    this.#statements.blankEvents.run({ room, message: target.seq });
  }

  /** What the answered one belongs to, or that one itself: so a chain has one beginning, however long it is. */
  #threadOf({ replyTo }: MessagePosted, { room, roomId }: Place): number | null {
    const seq = replyTo === undefined ? null : messageSeqOf(roomId, replyTo);
    if (seq === null) return null;
    const found = this.#statements.threadOf.get({ room, seq }) as { thread: number } | undefined;
    return found?.thread ?? null;
  }
}
