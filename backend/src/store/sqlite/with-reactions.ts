import { LIMITS } from '../../contract/limits.ts';
import type { Message, Reaction } from '../../contract/room-events.ts';
import type { Row } from './rows.ts';

interface ReactionRow {
  ordinal: number;
  emoji: string;
  user: string;
  seq: number;
}

/** The messages with what people have reacted to them; rows of one message and emoji stand together. */
export function withReactions(messages: readonly Message[], rows: Iterable<Row>): Message[] {
  const byOrdinal = Map.groupBy(rows as unknown as Iterable<ReactionRow>, ({ ordinal }) => ordinal);
  return messages.map((message) => {
    const own = byOrdinal.get(message.ordinal);
    return own === undefined ? message : { ...message, reactions: reactionsIn(own) };
  });
}

/** The first used one first, and in each who used it first. */
function reactionsIn(rows: readonly ReactionRow[]): Reaction[] {
  const inOrder = [...rows].sort((a, b) => a.seq - b.seq);
  const byEmoji = Map.groupBy(inOrder, ({ emoji }) => emoji);
  return Array.from(byEmoji, ([emoji, uses]) => ({ emoji, count: uses.length, userIds: uses.slice(0, LIMITS.reactionPeople).map(({ user }) => user) }));
}
