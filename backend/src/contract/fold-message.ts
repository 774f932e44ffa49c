/**
 * What events make of a message, the same for the server's tests, the page and programs. Pure. An event that the message
 * already counts in (`asOf`) changes nothing, so pages of history and what goes on meanwhile come together in any order.
 */
import { LIMITS } from './limits.ts';
import type { Message, MessagePosted, Reaction, RoomEvent, RoomEventOf } from './room-events.ts';

export function messageOf({ type: _type, ...message }: MessagePosted): Message {
  return { ...message, asOf: message.seq };
}

/** The message after the event; itself where the event is not about it. */
export function foldMessage(message: Message, event: RoomEvent): Message {
  if (event.seq <= (message.asOf ?? message.seq)) return message;
  const change = changeBy(message, event);
  return change === null ? message : { ...message, ...change, asOf: event.seq };
}

type Change = { [Key in keyof Message]?: Message[Key] | undefined };
type About = RoomEventOf<'message.edited' | 'message.deleted' | 'message.pinned' | 'message.unpinned' | 'reaction.added' | 'reaction.removed'>;

const CHANGES: { [Type in About['type']]: (message: Message, event: RoomEventOf<Type>) => Change } = {
  'message.edited': (_, { body, mentions, at }) => ({ body, mentions, editedAt: at }),
  'message.deleted': () => ({ body: '', deleted: true, mentions: undefined, editedAt: undefined, pinned: undefined, reactions: undefined }),
  'message.pinned': () => ({ pinned: true }),
  'message.unpinned': () => ({ pinned: undefined }),
  'reaction.added': ({ reactions = [] }, { emoji, author }) => ({ reactions: withReaction(reactions, emoji, author.id) }),
  'reaction.removed': ({ reactions = [] }, { emoji, author }) => ({ reactions: withoutReaction(reactions, emoji, author.id) }),
};

function changeBy(message: Message, event: RoomEvent): Change | null {
  if ('thread' in event && event.thread === message.id) return answered(message, event);
  if (!isAbout(event) || event.id !== message.id) return null;
  return (CHANGES[event.type] as (message: Message, event: RoomEvent) => Change)(message, event);
}

function isAbout(event: RoomEvent): event is About {
  return Object.hasOwn(CHANGES, event.type);
}

function answered({ replies = 0 }: Message, { type }: RoomEvent): Change {
  return { replies: Math.max(0, replies + (type === 'message.posted' ? 1 : -1)) || undefined };
}

function withReaction(reactions: readonly Reaction[], emoji: string, userId: string): Reaction[] {
  const known = reactions.some((reaction) => reaction.emoji === emoji);
  if (!known) return [...reactions, { emoji, count: 1, userIds: [userId] }];
  return reactions.map((reaction) => (reaction.emoji === emoji ? { ...reaction, count: reaction.count + 1, userIds: named([...reaction.userIds, userId]) } : reaction));
}

function withoutReaction(reactions: readonly Reaction[], emoji: string, userId: string): Reaction[] | undefined {
  const left = reactions.flatMap((reaction) => (reaction.emoji === emoji ? without(reaction, userId) : [reaction]));
  return left.length > 0 ? left : undefined;
}

function without({ emoji, count, userIds }: Reaction, userId: string): Reaction[] {
  return count > 1 ? [{ emoji, count: count - 1, userIds: userIds.filter((other) => other !== userId) }] : [];
}

function named(userIds: string[]): string[] {
  return userIds.slice(0, LIMITS.reactionPeople);
}
