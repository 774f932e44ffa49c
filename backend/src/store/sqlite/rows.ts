import { LIMITS } from '../../contract/limits.ts';
import type { MessageVersion } from '../../contract/rest.ts';
import type { Author, Message, MessageEdited, MessagePosted, RoomEvent } from '../../contract/room-events.ts';
import { DEFAULT_POLICY, type Draft, type RoomPolicy } from '../../contract/room.ts';
import type { StoredInvite } from '../invites.ts';
import type { StoredMember, StoredMembership, StoredRoom } from '../store.ts';
import type { StatementSync } from './database.ts';

/** What SQLite gives, made into what the store speaks of. */
export type Row = NonNullable<ReturnType<StatementSync['get']>>;

export function toRoom({ policy, people, ...room }: Row): StoredRoom {
  return { ...(room as unknown as Omit<StoredRoom, 'policy' | 'people'>), policy: toPolicy(policy as string), people: people === null ? null : (JSON.parse(people as string) as Author[]) };
}

export function toAuthor({ id, name }: Row): Author {
  return { id: id as string, name: name as string };
}

export function toMember(row: Row): StoredMember {
  const { id, name, role } = row as unknown as StoredMember;
  return { id, name, role };
}

export function toInvite({ by, byName, ...invite }: Row): StoredInvite {
  return { ...(invite as unknown as Omit<StoredInvite, 'createdBy'>), createdBy: { id: by as string, name: byName as string } };
}

/** What a policy says nothing of, because it is older, is as it was then. */
export function toPolicy(json: string): RoomPolicy {
  return { ...DEFAULT_POLICY, ...(JSON.parse(json) as Partial<RoomPolicy>) };
}

export function toMembership({ userId, role, readOrdinal, unread, mentions, level, mutedUntil, favourite, draftBody, draftReplyTo, draftAt, ...room }: Row): StoredMembership {
  const draft = toDraft({ draftBody, draftReplyTo, draftAt } as unknown as DraftColumns);
  const own = { userId, role, readOrdinal, unread, mentions, level, mutedUntil, favourite: favourite === 1, draft } as unknown as Omit<StoredMembership, 'room'>;
  return { ...own, room: toRoom({ ...room, readOrdinal } as Row) };
}

interface DraftColumns {
  draftBody: string | null;
  draftReplyTo: string | null;
  draftAt: number;
}

function toDraft({ draftBody: body, draftReplyTo: replyTo, draftAt: at }: DraftColumns): Draft | null {
  return body === null ? null : { body, ...(replyTo !== null && { replyTo }), at };
}

/** The message as it is now, but for its reactions. */
export function toMessage(row: Row): Message {
  const { pinned, replies, asOf } = row as unknown as { pinned: number; replies: number; asOf: number };
  return { ...toText(row), ...(pinned === 1 && { pinned: true }), ...(replies > 0 && { replies }), asOf };
}

/** What was posted, and what its newest edit says. */
export function toText(row: Row): Message {
  const posted = messageOf(JSON.parse(row['payload'] as string) as MessagePosted);
  if (row['deleted'] === 1) return { ...withoutMentions(posted), body: '', deleted: true };
  if (row['edit'] === null) return posted;
  const { body, mentions, at } = JSON.parse(row['edit'] as string) as MessageEdited;
  return { ...withoutMentions(posted), body, ...(mentions && { mentions }), editedAt: at };
}

function messageOf({ type: _type, ...message }: MessagePosted): Message {
  return message;
}

function withoutMentions({ mentions: _mentions, ...message }: Message): Message {
  return message;
}

/** What an event says that a message says. */
export function toVersion(row: Row): MessageVersion {
  const { body } = JSON.parse(row['payload'] as string) as MessagePosted | MessageEdited;
  return { seq: row['seq'] as number, at: row['at'] as number, body };
}

/** The first rows, as many as a page may hold, and at least one. */
export function page<T>(rows: Iterable<Row>, make: (row: Row) => T): T[] {
  const taken: T[] = [];
  let bytes = 0;
  for (const row of rows) {
    bytes += Buffer.byteLength(row['payload'] as string);
    if (bytes > LIMITS.pageBytes && taken.length > 0) break;
    taken.push(make(row));
  }
  return taken;
}

export function toEvent(row: Row): RoomEvent {
  return JSON.parse(row['payload'] as string) as RoomEvent;
}
