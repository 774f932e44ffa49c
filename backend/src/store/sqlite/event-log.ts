import type { MessagePosted, RoomEvent } from '../../contract/room-events.ts';
import { type FirstResult, firstResultOf } from '../first-result.ts';
import type { AppendResult, RoomAppend } from '../store.ts';
import type { Database, StatementSync } from './database.ts';
import { isUniqueViolation } from './failures.ts';
import type { Invites } from './invites.ts';
import { Projections } from './projections/projections.ts';
import { RefusedEventError } from './projections/refused-event-error.ts';
import { READS, WRITES } from './queries.ts';
import type { Savepoint } from './savepoint.ts';

/** The append was decided on another state than the stored one. */
class OutOfStepError extends Error {}

type StoredAppend = Exclude<AppendResult, { kind: 'failed' }>;

export class EventLog {
  readonly #savepoint: Savepoint;
  readonly #projections: Projections;
  readonly #invites: Invites;
  readonly #moveRoom: StatementSync;
  readonly #addEvent: StatementSync;
  readonly #firstEvent: StatementSync;

  constructor(database: Database, savepoint: Savepoint, invites: Invites) {
    this.#savepoint = savepoint;
    this.#projections = new Projections(database);
    this.#invites = invites;
    this.#moveRoom = database.prepare(WRITES.moveRoom);
    this.#addEvent = database.prepare(WRITES.addEvent);
    this.#firstEvent = database.prepare(READS.firstEvent);
  }

  /** All of the append or nothing. Throws what SQLite throws. */
  append(append: RoomAppend): StoredAppend {
    if (!isDense(append)) return { kind: 'conflict' };
    try {
      this.#savepoint.around(() => this.store(append));
      return { kind: 'committed' };
    } catch (error) {
      return this.#explained(append, error);
    }
  }

  /** Within a transaction or savepoint of the caller's, who undoes it where this throws. */
  store(append: RoomAppend): void {
    const { roomId } = append;
    const { key: room, lastOrdinal } = this.#moveForward(append);
    let ordinal = lastOrdinal - append.events.filter(isMessage).length;
    this.#projections.begin();
    append.events.forEach((event, index) => {
      if (isMessage(event)) ordinal = event.ordinal;
      else if (event.type === 'member.joined') this.#invites.require(room, event);
      this.#addEvent.run(room, event.seq, event.type, event.author.id, event.clientId ?? null, event.at, append.encoded[index] ?? '');
      this.#projections.apply(event, { room, roomId, ordinal });
    });
    this.#projections.finish(room);
  }

  #explained(append: RoomAppend, error: unknown): StoredAppend {
    if (error instanceof OutOfStepError) return { kind: 'conflict' };
    if (error instanceof RefusedEventError) return error.result;
    if (isUniqueViolation(error)) return this.#duplicatesIn(append);
    throw error;
  }

  #moveForward({ roomId, expectedSeq, events }: RoomAppend): { key: number; lastOrdinal: number } {
    const posted = events.filter(isMessage);
    const moved = this.#moveRoom.get({
      id: roomId,
      expectedSeq,
      lastSeq: expectedSeq + events.length,
      messages: posted.length,
      lastAt: events.at(-1)?.at ?? 0,
    }) as { key: number; lastOrdinal: number } | undefined;
    if (!moved || !endsAt(posted, moved.lastOrdinal)) throw new OutOfStepError();
    return moved;
  }

  /** One client id twice within the append is found nowhere in the store. */
  #duplicatesIn({ roomId, events }: RoomAppend): StoredAppend {
    const first = events.flatMap((event) => this.#firstResult(roomId, event) ?? []);
    return first.length > 0 ? { kind: 'duplicates', first } : { kind: 'conflict' };
  }

  #firstResult(roomId: string, { author, clientId }: RoomEvent): FirstResult | null {
    if (clientId === undefined) return null;
    const row = this.#firstEvent.get({ id: roomId, author: author.id, clientId }) as { payload: string } | undefined;
    return row ? firstResultOf(JSON.parse(row.payload) as RoomEvent) : null;
  }
}

const isMessage = (event: RoomEvent): event is MessagePosted => event.type === 'message.posted';

function isDense({ events, encoded, expectedSeq }: RoomAppend): boolean {
  const consecutive = events.every((event, index) => event.seq === expectedSeq + 1 + index);
  return consecutive && events.length > 0 && events.length === encoded.length;
}

function endsAt(messages: MessagePosted[], lastOrdinal: number): boolean {
  const before = lastOrdinal - messages.length;
  return messages.every((message, index) => message.ordinal === before + 1 + index);
}
