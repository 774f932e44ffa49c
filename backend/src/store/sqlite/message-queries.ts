import type { Message } from '../../contract/room-events.ts';
import { messageIdOf, messageSeqOf } from '../message-id.ts';
import type { MessageFacts, MessageReads, ReactedMessage } from '../messages.ts';
import type { StoreReads } from '../store.ts';
import type { Database, StatementSync } from './database.ts';
import { firstNotBefore } from './first-not-before.ts';
import type { READS } from './queries.ts';
import { page, type Row, toMessage } from './rows.ts';
import { withReactions } from './with-reactions.ts';

/** More than any log has. */
const BEYOND_ALL = Number.MAX_SAFE_INTEGER;

interface FactsRow {
  room: number;
  ordinal: number;
  authorId: string;
  asOf: number;
  deleted: number;
  thread: number | null;
}

/** Messages as they are now: pages of them, chains, pins, and what a command has to know of one. */
export class MessageQueries implements MessageReads {
  readonly #database: Database;
  readonly #statements: Record<keyof typeof READS, StatementSync>;

  constructor(database: Database, statements: Record<keyof typeof READS, StatementSync>) {
    this.#database = database;
    this.#statements = statements;
  }

  messages({ roomId, before, after, limit }: Parameters<StoreReads['messages']>[0]): Message[] {
    const range = { room: this.#keyOf(roomId), after: after ?? 0, before: before ?? BEYOND_ALL, limit };
    return this.#database.readTransaction(() => {
      if (after !== null) return this.#reacted(range.room, page(this.#statements.messagesForward.iterate(range), toMessage));
      return this.#reacted(range.room, page(this.#statements.messagesBackward.iterate(range), toMessage).reverse());
    });
  }

  thread({ roomId, id, after, limit }: Parameters<StoreReads['thread']>[0]): Message[] {
    return this.#database.readTransaction(() => {
      const asked = this.#factsOf(roomId, id);
      if (asked === null) return [];
      const { room, facts } = asked.facts.thread === null ? asked : (this.#factsOf(roomId, asked.facts.thread) ?? asked);
      const { ordinal, seq } = facts;
      const beginning = after !== null ? [] : this.#statements.messagesForward.all({ room, after: ordinal - 1, before: ordinal + 1, limit: 1 }).map(toMessage);
      const answers = page(this.#statements.answers.iterate({ room, thread: seq, after: after ?? 0, limit: limit - beginning.length }), toMessage);
      return [...this.#reacted(room, beginning), ...this.#reacted(room, answers)];
    });
  }

  pins(roomId: string): Message[] {
    return this.#database.readTransaction(() => {
      const room = this.#keyOf(roomId);
      const rows = this.#statements.pinnedMessages.all({ room }) as (Row & { pinnedAt: number })[];
      const pinned = rows.sort((a, b) => a.pinnedAt - b.pinnedAt).map(toMessage);
      return pinned.flatMap((message) => this.#reacted(room, [message]));
    });
  }

  ordinalAt(roomId: string, at: number): number | null {
    return this.#database.readTransaction(() => {
      const found = this.#statements.lastOrdinal.get({ id: roomId }) as { room: number; last: number } | undefined;
      if (found === undefined) return null;
      const { room, last } = found;
      const isBefore = (ordinal: number): boolean => (this.#statements.timeOfMessage.get({ room, ordinal }) as { at: number }).at < at;
      const ordinal = firstNotBefore(last, isBefore);
      return ordinal > last ? null : ordinal;
    });
  }

  message(roomId: string, id: string): MessageFacts | null {
    return this.#factsOf(roomId, id)?.facts ?? null;
  }

  reactedMessage({ roomId, id, userId }: Parameters<StoreReads['reactedMessage']>[0]): ReactedMessage | null {
    return this.#database.readTransaction(() => {
      const found = this.#factsOf(roomId, id);
      if (found === null) return null;
      const place = { room: found.room, ordinal: found.facts.ordinal };
      const counts = this.#statements.reactionCounts.all(place) as { emoji: string; count: number }[];
      const kinds = JSON.stringify(counts.map(({ emoji }) => emoji));
      const own = this.#statements.ownReactions.all({ ...place, kinds, user: userId }) as { emoji: string }[];
      return { ...found.facts, reactions: counts.map(({ emoji, count }) => [emoji, count]), own: own.map(({ emoji }) => emoji) };
    });
  }

  #factsOf(roomId: string, id: string): { room: number; facts: MessageFacts } | null {
    const seq = messageSeqOf(roomId, id);
    const row = seq === null ? undefined : this.#statements.message.get({ id: roomId, seq });
    if (seq === null || row === undefined) return null;
    const { ordinal, authorId, asOf, deleted, thread, room } = row as unknown as FactsRow;
    const facts = { id, seq, ordinal, authorId, asOf, deleted: deleted === 1, thread: thread === null ? null : messageIdOf(roomId, thread) };
    return { room, facts };
  }

  /** `messages` are near each other, oldest first. */
  #reacted(room: number | null, messages: Message[]): Message[] {
    const [first, last] = [messages.at(0), messages.at(-1)];
    if (first === undefined || last === undefined) return messages;
    return withReactions(messages, this.#statements.reactions.iterate({ room, first: first.ordinal, last: last.ordinal }));
  }

  #keyOf(roomId: string): number | null {
    const row = this.#statements.roomKey.get({ id: roomId }) as { key: number } | undefined;
    return row?.key ?? null;
  }
}
