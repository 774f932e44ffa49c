import { z } from 'zod';
import type { Author, MemberJoined, MemberLeft, Message, RoomEvent } from '../../contract/room-events.ts';
import type { Room, RoomMember } from '../../contract/room.ts';
import { ERROR_CODES, type Failure } from '../../contract/errors.ts';
import type { SessionView } from '../../contract/rest.ts';

const count = z.int().min(0);
const milliseconds = z.int().describe('Milliseconds since 1970');

export const authorSchema: z.ZodType<Author> = z.object({ id: z.string(), name: z.string() });

const eventBase = { seq: z.int().min(1), at: milliseconds, author: authorSchema };

export const messageSchema: z.ZodType<Message> = z.object({
  ...eventBase,
  type: z.literal('message.posted'),
  id: z.string(),
  ordinal: z.int().min(1),
  clientId: z.string(),
  body: z.string(),
  replyTo: z.string().optional(),
});
const joinedSchema: z.ZodType<MemberJoined> = z.object({ ...eventBase, type: z.literal('member.joined') });
const leftSchema: z.ZodType<MemberLeft> = z.object({ ...eventBase, type: z.literal('member.left') });
export const roomEventSchema: z.ZodType<RoomEvent> = z.union([messageSchema, joinedSchema, leftSchema]);

export const roomSchema: z.ZodType<Room> = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  topic: z.string(),
  visibility: z.enum(['public', 'private']),
  online: count,
  head: count,
  lastOrdinal: count,
  createdAt: milliseconds,
  thread: z.object({
    id: z.string().nullable(),
    dedicated: z.boolean(),
    state: z.enum(['released', 'starting', 'asleep', 'working', 'restarting', 'unavailable']),
    queued: count.describe('Bytes of commands in the buffer'),
    capacity: count.describe('Bytes'),
    waiting: count.describe('Commands the thread has not taken yet'),
    restarts: count,
  }),
  membership: z.object({ readOrdinal: count }).optional(),
});

export const memberSchema: z.ZodType<RoomMember> = z.object({ id: z.string(), name: z.string(), online: z.boolean() });

export const failureSchema: z.ZodType<Failure> = z.object({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  retryAfterMs: count.optional(),
  ahead: count.optional().describe('With BUSY: commands of the room that are before this one'),
});

export const sessionSchema: z.ZodType<SessionView> = z.object({ user: authorSchema, expiresAt: milliseconds, token: z.string().optional() });
