import { randomBytes } from 'node:crypto';
import type { RoomCreated, RoomEvent } from '../../contract/room-events.ts';
import type { NewRoom, RoomCreation } from '../store.ts';
import type { Database, StatementSync } from './database.ts';
import type { EventLog } from './event-log.ts';
import { WRITES } from './queries.ts';

const SUFFIX_BYTES = 4;

/** Makes rooms: the row and its first events, all or nothing. */
export class RoomsDirectory {
  readonly #log: EventLog;
  readonly #byCreation: StatementSync;
  readonly #byPublicName: StatementSync;
  readonly #byPeople: StatementSync;
  readonly #slugTaken: StatementSync;
  readonly #addRoom: StatementSync;

  constructor(database: Database, log: EventLog) {
    this.#log = log;
    this.#byCreation = database.prepare(WRITES.roomByCreation);
    this.#byPublicName = database.prepare(WRITES.roomByPublicName);
    this.#byPeople = database.prepare(WRITES.roomByPeople);
    this.#slugTaken = database.prepare(WRITES.slugTaken);
    this.#addRoom = database.prepare(WRITES.addRoom);
  }

  create({ events, peopleKey, ...wanted }: NewRoom): RoomCreation {
    const before = this.#byCreation.get({ author: wanted.createdBy, clientId: wanted.clientId }) as { id: string; payload: string } | undefined;
    if (before !== undefined) return isSame(wanted, JSON.parse(before.payload) as RoomCreated) ? { kind: 'known', roomId: before.id } : { kind: 'refused', code: 'CONFLICT' };
    const ofPeople = peopleKey === undefined ? undefined : (this.#byPeople.get({ peopleKey }) as { id: string } | undefined);
    if (ofPeople !== undefined) return { kind: 'known', roomId: ofPeople.id };
    if (wanted.visibility === 'public' && this.#byPublicName.get({ nameKey: wanted.nameKey })) return { kind: 'refused', code: 'NAME_TAKEN' };
    this.#addRoom.run({ ...wanted, slug: this.#slugFor(wanted), policy: JSON.stringify(wanted.policy), peopleKey: peopleKey ?? null });
    this.#log.store(appendOf(wanted.id, events));
    return { kind: 'created', roomId: wanted.id };
  }

  /** A private room's slug is never the plain one, so that neither its own nor a public one's tells that it is there. */
  #slugFor({ slug, visibility }: Pick<NewRoom, 'slug' | 'visibility'>): string {
    if (visibility === 'public' && !this.#slugTaken.get({ slug })) return slug;
    return `${slug}-${randomBytes(SUFFIX_BYTES).toString('hex')}`;
  }
}

function isSame({ name, topic, visibility }: Pick<NewRoom, 'name' | 'topic' | 'visibility'>, first: RoomCreated): boolean {
  return first.name === name && first.topic === topic && first.visibility === visibility;
}

function appendOf(roomId: string, events: RoomEvent[]) {
  return { roomId, expectedSeq: 0, events, encoded: events.map((event) => JSON.stringify(event)) };
}
