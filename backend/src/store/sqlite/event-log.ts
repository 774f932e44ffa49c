import type { MessagePosted, RoomEvent } from '../../contract/room-events.ts';
import type { AppendResult, RoomAppend, SentBefore } from '../store.ts';
import type { Database, StatementSync } from './database.ts';
import { isUniqueViolation } from './failures.ts';
import { WRITES } from './queries.ts';
import type { Savepoint } from './savepoint.ts';
import { sentBefore } from './sent-before.ts';

/** The append was decided on another state than the stored one. */
class OutOfStepError extends Error {}

type StoredAppend = Extract<AppendResult, { kind: 'committed' | 'conflict' | 'duplicates' }>;

export class EventLog {
  readonly #savepoint: Savepoint;
  readonly #moveRoom: StatementSync;
  readonly #addEvent: StatementSync;
  readonly #addMessage: StatementSync;
  readonly #addMember: StatementSync;
  readonly #startReading: StatementSync;
  readonly #removeMember: StatementSync;
  readonly #sentBefore: StatementSync;

  constructor(database: Database, savepoint: Savepoint) {
    this.#savepoint = savepoint;
    this.#moveRoom = database.prepare(WRITES.moveRoom);
    this.#addEvent = database.prepare(WRITES.addEvent);
    this.#addMessage = database.prepare(WRITES.addMessage);
    this.#addMember = database.prepare(WRITES.addMember);
    this.#startReading = database.prepare(WRITES.startReading);
    this.#removeMember = database.prepare(WRITES.removeMember);
    this.#sentBefore = database.prepare(WRITES.sentBefore);
  }

  /** All of the append or nothing. Throws what SQLite throws. */
  append(append: RoomAppend): StoredAppend {
    if (!isDense(append)) return { kind: 'conflict' };
    try {
      this.#savepoint.around(() => this.#store(append));
      return { kind: 'committed' };
    } catch (error) {
      if (error instanceof OutOfStepError) return { kind: 'conflict' };
      if (isUniqueViolation(error)) return this.#duplicatesIn(append);
      throw error;
    }
  }

  #store(append: RoomAppend): void {
    const { key: room, lastOrdinal } = this.#moveForward(append);
    let ordinal = lastOrdinal - append.events.filter(isMessage).length;
    append.events.forEach((event, index) => {
      if (isMessage(event)) ordinal = event.ordinal;
      this.#storeEvent({ room, event, ordinal, payload: append.encoded[index] ?? '' });
    });
  }

  #moveForward({ roomId, expectedSeq, events }: RoomAppend): { key: number; lastOrdinal: number } {
    const posted = events.filter(isMessage);
    const last = events.at(-1);
    const moved = this.#moveRoom.get({
      id: roomId,
      expectedSeq,
      lastSeq: expectedSeq + events.length,
      messages: posted.length,
      lastAt: last?.at ?? 0,
    }) as { key: number; lastOrdinal: number } | undefined;
    if (!moved || !endsAt(posted, moved.lastOrdinal)) throw new OutOfStepError();
    return moved;
  }

  #storeEvent({ room, event, ordinal, payload }: { room: number; event: RoomEvent; ordinal: number; payload: string }): void {
    const { seq, type, author, at } = event;
    this.#addEvent.run(room, seq, type, author.id, isMessage(event) ? event.clientId : null, at, payload);
    if (event.type === 'message.posted') this.#addMessage.run(room, event.ordinal, seq);
    if (event.type === 'member.joined') this.#join({ room, event, ordinal });
    if (event.type === 'member.left') this.#removeMember.run({ room, user: author.id });
  }

  /** Who joins has nothing unread: what was said before they came is history. */
  #join({ room, event, ordinal }: { room: number; event: RoomEvent; ordinal: number }): void {
    const { id: user, name } = event.author;
    this.#addMember.run({ room, user, name, joined: event.seq });
    this.#startReading.run({ room, user, ordinal });
  }

  /** One client id twice within the append is found nowhere in the store. */
  #duplicatesIn({ roomId, events }: RoomAppend): StoredAppend {
    const found = events.filter(isMessage).flatMap((message) => this.#firstResult(roomId, message));
    return found.length > 0 ? { kind: 'duplicates', sentBefore: found } : { kind: 'conflict' };
  }

  #firstResult(roomId: string, { author, clientId }: MessagePosted): SentBefore[] {
    const row = this.#sentBefore.get({ id: roomId, author: author.id, clientId }) as { payload: string } | undefined;
    return row ? [sentBefore(JSON.parse(row.payload) as MessagePosted)] : [];
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
