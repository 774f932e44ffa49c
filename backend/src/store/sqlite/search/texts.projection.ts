import type { RoomEvent } from '../../../contract/room-events.ts';
import type { Database } from '../database.ts';
import { MessageTargets } from '../projections/message-targets.ts';
import type { Place, Projection } from '../projections/projection.ts';
import { TextIndex } from './text-index.ts';

/** Takes out of the index what an edit or a deletion takes away. Comes before the projection that blanks and changes the texts. */
export class TextsProjection implements Projection {
  readonly types = ['message.edited', 'message.deleted'] as const;
  readonly #targets: MessageTargets;
  readonly #index: TextIndex;

  constructor(database: Database) {
    this.#targets = new MessageTargets(database);
    this.#index = new TextIndex(database);
  }

  apply(event: RoomEvent, { room, roomId }: Place): void {
    if (event.type !== 'message.edited' && event.type !== 'message.deleted') return;
    const target = this.#targets.find(event.id, { room, roomId });
    if (target === null) return;
    if (event.type === 'message.edited') this.#index.noteEdit(room, target.ordinal);
    else this.#index.noteDeletion(room, target.ordinal);
  }
}
