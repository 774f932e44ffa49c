import { comesIn } from '../../../contract/comes-in.ts';
import type { RoomEvent } from '../../../contract/room-events.ts';
import type { Database, StatementSync } from '../database.ts';
import { PROJECTIONS } from './statements.ts';
import type { Place, Projection } from './projection.ts';

/** `members`: who is one now, since when, and in which role. Whoever goes leaves no draft. */
export class MembersProjection implements Projection {
  readonly types = ['member.joined', 'member.added', 'member.left', 'member.removed', 'member.banned', 'member.role'] as const;
  readonly #add: StatementSync;
  readonly #remove: StatementSync;
  readonly #removeDraft: StatementSync;
  readonly #setRole: StatementSync;

  constructor(database: Database) {
    this.#add = database.prepare(PROJECTIONS.addMember);
    this.#remove = database.prepare(PROJECTIONS.removeMember);
    this.#removeDraft = database.prepare(PROJECTIONS.removeDraft);
    this.#setRole = database.prepare(PROJECTIONS.setRole);
  }

  apply(event: RoomEvent, { room }: Place): void {
    const newcomer = comesIn(event);
    if (newcomer !== null) this.#add.run({ room, user: newcomer.id, name: newcomer.name, joined: event.seq });
    else if (event.type === 'member.left') this.#leave(room, event.author.id);
    else if (event.type === 'member.role') this.#setRole.run({ room, user: event.target.id, role: event.role });
    else if (event.type === 'member.removed' || event.type === 'member.banned') this.#leave(room, event.target.id);
  }

  #leave(room: number, user: string): void {
    this.#remove.run({ room, user });
    this.#removeDraft.run({ room, user });
  }
}
