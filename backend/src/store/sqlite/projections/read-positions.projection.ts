import type { RoomEvent } from '../../../contract/room-events.ts';
import type { Database, StatementSync } from '../database.ts';
import { PROJECTIONS } from '../queries.ts';
import type { Place, Projection } from './projection.ts';

/**
 * `read_positions`, as far as the log moves them: who joins begins at the end, and who writes has read. Of several messages
 * of one author in an append only the last one moves anything.
 */
export class ReadPositionsProjection implements Projection {
  readonly types = ['member.joined', 'message.posted'] as const;
  readonly #start: StatementSync;
  readonly #readOwn: StatementSync;
  readonly #own = new Map<string, number>();

  constructor(database: Database) {
    this.#start = database.prepare(PROJECTIONS.startReading);
    this.#readOwn = database.prepare(PROJECTIONS.readOwn);
  }

  begin(): void {
    this.#own.clear();
  }

  apply(event: RoomEvent, { room, ordinal }: Place): void {
    if (event.type === 'member.joined') this.#start.run({ room, user: event.author.id, ordinal });
    else if (event.type === 'message.posted') this.#own.set(event.author.id, event.ordinal);
  }

  finish(room: number): void {
    for (const [userId, ordinal] of this.#own) this.#readOwn.run(ordinal, room, userId);
  }
}
