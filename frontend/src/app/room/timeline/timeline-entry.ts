import { foldMessage, messageOf } from '@contract/fold-message';
import type { Message, RoomEvent } from '@contract/room-events';

/** What happened in the room beside messages. */
export type Notice = Exclude<RoomEvent, { type: `message.${string}` | `reaction.${string}` }>;

/** One thing in the conversation: a message as it is now, or a notice. */
export type Entry = Message | Notice;

export function isMessage(entry: Entry): entry is Message {
  return !('type' in entry);
}

/** Somebody came in or left, of their own will. */
export function isComing({ type }: Notice): boolean {
  return type === 'member.joined' || type === 'member.left';
}

const NOTICES: ReadonlySet<string> = new Set<Notice['type']>([
  'room.created',
  'room.updated',
  'member.joined',
  'member.added',
  'member.left',
  'member.removed',
  'member.banned',
  'member.unbanned',
  'member.muted',
  'member.role',
]);

/** What an event adds to the conversation; null for what changes something there, and for what a newer server may tell. */
export function entryOf(event: RoomEvent): Entry | null {
  if (event.type === 'message.posted') return messageOf(event);
  return NOTICES.has(event.type) ? (event as Notice) : null;
}

/** Whether an event changes messages that are there already: one that it is about, or the beginning of its chain of answers. */
export function isPatch(event: RoomEvent): boolean {
  return messagesOf(event).length > 0;
}

/** Only what is changed becomes another object. */
export function patched(entries: readonly Entry[], patches: readonly RoomEvent[]): readonly Entry[] {
  const ids = new Set(patches.flatMap(messagesOf));
  if (ids.size === 0 || !entries.some((entry) => isMessage(entry) && ids.has(entry.id))) return entries;
  return entries.map((entry) => (isMessage(entry) && ids.has(entry.id) ? patches.reduce(foldMessage, entry) : entry));
}

function messagesOf(event: RoomEvent): string[] {
  const thread = 'thread' in event && event.thread !== undefined ? [event.thread] : [];
  return 'id' in event && event.type !== 'message.posted' ? [event.id, ...thread] : thread;
}
