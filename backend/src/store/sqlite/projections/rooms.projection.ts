import { nameKeyOf, searchKeyOf } from '../../../contract/name-keys.ts';
import type { RoomChanges, RoomEvent } from '../../../contract/room-events.ts';
import type { Database, StatementSync } from '../database.ts';
import { isUniqueViolation } from '../failures.ts';
import { PROJECTIONS } from './statements.ts';
import type { Place, Projection } from './projection.ts';
import { RefusedEventError } from './refused-event-error.ts';

const CHANGES_MEMBERS: ReadonlySet<RoomEvent['type']> = new Set(['member.joined', 'member.added', 'member.left', 'member.removed', 'member.banned', 'member.role']);

/** `rooms`: how it is called, seen and run, and when its members last changed. */
export class RoomsProjection implements Projection {
  readonly types = ['room.updated', ...CHANGES_MEMBERS] as const;
  readonly #statements: Record<'renameRoom' | 'setTopic' | 'setVisibility' | 'setPolicy' | 'setArchived' | 'membersChanged', StatementSync>;

  constructor(database: Database) {
    this.#statements = {
      renameRoom: database.prepare(PROJECTIONS.renameRoom),
      setTopic: database.prepare(PROJECTIONS.setTopic),
      setVisibility: database.prepare(PROJECTIONS.setVisibility),
      setPolicy: database.prepare(PROJECTIONS.setPolicy),
      setArchived: database.prepare(PROJECTIONS.setArchived),
      membersChanged: database.prepare(PROJECTIONS.membersChanged),
    };
  }

  apply(event: RoomEvent, { room }: Place): void {
    if (event.type !== 'room.updated') return void this.#statements.membersChanged.run({ room, seq: event.seq });
    try {
      this.#change(room, event.changes, event.at);
    } catch (error) {
      throw isUniqueViolation(error) ? new RefusedEventError(event.seq, 'NAME_TAKEN') : error;
    }
  }

  #change(room: number, { name, topic, visibility, policy, archived }: RoomChanges, at: number): void {
    const { renameRoom, setTopic, setVisibility, setPolicy, setArchived } = this.#statements;
    if (name !== undefined) renameRoom.run({ room, name, nameKey: nameKeyOf(name), searchKey: searchKeyOf(name) });
    if (topic !== undefined) setTopic.run({ room, topic });
    if (visibility !== undefined) setVisibility.run({ room, visibility });
    if (policy !== undefined) setPolicy.run({ room, policy: JSON.stringify(policy) });
    if (archived !== undefined) setArchived.run({ room, at: archived ? at : null });
  }
}
