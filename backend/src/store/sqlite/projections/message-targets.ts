import { messageSeqOf } from '../../message-id.ts';
import type { Database, StatementSync } from '../database.ts';
import { PROJECTIONS } from './statements.ts';
import type { Place } from './projection.ts';

/** Where the messages stand that events are about. */
export class MessageTargets {
  readonly #messageOf: StatementSync;

  constructor(database: Database) {
    this.#messageOf = database.prepare(PROJECTIONS.messageOf);
  }

  /** null: the room has no such message. */
  find(id: string, { room, roomId }: Pick<Place, 'room' | 'roomId'>): { seq: number; ordinal: number } | null {
    const seq = messageSeqOf(roomId, id);
    const found = seq === null ? undefined : (this.#messageOf.get({ room, seq }) as { ordinal: number } | undefined);
    return seq === null || found === undefined ? null : { seq, ordinal: found.ordinal };
  }
}
