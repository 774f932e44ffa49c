import { comesIn } from '../../../contract/comes-in.ts';
import type { RoomEvent } from '../../../contract/room-events.ts';
import type { Database, StatementSync } from '../database.ts';
import { PROJECTIONS } from './statements.ts';
import type { Place, Projection } from './projection.ts';

/**
 * `read_positions`, as far as the log moves them: who joins begins at the end, and who writes has read. Of several messages
 * of one author in an append only the last one moves anything.
 */
export class ReadPositionsProjection implements Projection {
  readonly types = ['member.joined', 'member.added', 'message.posted'] as const;
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
    if (event.type === 'message.posted') return void this.#own.set(event.author.id, event.ordinal);
    const newcomer = comesIn(event);
    if (newcomer !== null) this.#start.run({ room, user: newcomer.id, ordinal });
  }

  finish(room: number): void {
    for (const [userId, ordinal] of this.#own) this.#readOwn.run(ordinal, room, userId);
  }
}
