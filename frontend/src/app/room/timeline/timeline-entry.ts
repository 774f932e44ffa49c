import type { Message, MessagePosted, RoomEvent } from '@contract/room-events';

/** What happened in the room beside messages. */
export type Notice = Exclude<RoomEvent, { type: `message.${string}` | `reaction.${string}` }>;

/** One thing in the conversation: a message as it is now, or a notice. */
export type Entry = Message | Notice;

export function isMessage(entry: Entry): entry is Message {
  return !('type' in entry);
}

const NOTICES: ReadonlySet<string> = new Set<Notice['type']>([
  'room.created',
  'room.updated',
  'member.joined',
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

function messageOf({ type: _type, ...message }: MessagePosted): Message {
  return message;
}

/** What an event changes about a message that is there already. */
export interface Patch {
  id: string;
  at: number;
  apply: (message: Message) => Message;
}

export function patchOf(event: RoomEvent): Patch | null {
  if (event.type === 'message.deleted') return { id: event.id, at: event.at, apply: deleted };
  if (event.type !== 'message.edited') return null;
  const { id, at, body, mentions } = event;
  return { id, at, apply: (message) => (isOlder(message, at) ? { ...withoutMentions(message), body, ...(mentions && { mentions }), editedAt: at } : message) };
}

/** A page of history may bring a message as it was after the edit. */
function isOlder({ deleted: gone, editedAt = 0 }: Message, at: number): boolean {
  return gone !== true && editedAt <= at;
}

function deleted(message: Message): Message {
  return { ...withoutMentions(message), body: '', deleted: true };
}

function withoutMentions({ mentions: _mentions, ...message }: Message): Message {
  return message;
}

/** Only what is changed becomes another object. */
export function patched(entries: readonly Entry[], patches: readonly Patch[]): readonly Entry[] {
  if (patches.length === 0 || !entries.some((entry) => patches.some(({ id }) => isAbout(entry, id)))) return entries;
  return entries.map((entry) => patches.reduce((now, patch) => (isMessage(now) && now.id === patch.id ? patch.apply(now) : now), entry));
}

const isAbout = (entry: Entry, id: string): boolean => isMessage(entry) && entry.id === id;
