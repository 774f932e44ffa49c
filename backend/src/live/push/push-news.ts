import type { MessagePosted } from '../../contract/room-events.ts';
import type { PushTarget } from '../../store/push.ts';

/** Called by the message: itself, or everybody. */
const EVERYBODY = '@room';

/** What one person is told of a room: the newest message that concerns them, those that call them first. */
export interface PushNews {
  message: MessagePosted;
  isMention: boolean;
}

/** Pure. null: nothing. Neither their own, nor what they have read, nor what was deleted, nor more than the room may be loud. */
export function newsFor(target: Pick<PushTarget, 'userId' | 'readOrdinal' | 'level' | 'mutedUntil'>, messages: readonly MessagePosted[], now: number): PushNews | null {
  const { userId, readOrdinal, level, mutedUntil } = target;
  if (level === 'none' || (mutedUntil ?? 0) > now) return null;
  const unread = messages.filter(({ author, ordinal, body }) => author.id !== userId && ordinal > readOrdinal && body !== '');
  const calling = unread.findLast(({ mentions = [] }) => mentions.includes(userId) || mentions.includes(EVERYBODY));
  if (calling !== undefined) return { message: calling, isMention: true };
  const message = level === 'all' ? unread.at(-1) : undefined;
  return message === undefined ? null : { message, isMention: false };
}
