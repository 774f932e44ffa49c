import { z } from 'zod';
import type { Author, Message } from '../../contract/room-events.ts';
import type { MyRoom, Room, RoomMember, RoomPolicy } from '../../contract/room.ts';
import { ERROR_CODES, type Failure } from '../../contract/errors.ts';
import type { Invite, InviteView } from '../../contract/invites.ts';
import type { HistoryOfMessage, MeView, SearchPage, SessionView } from '../../contract/rest.ts';

const count = z.int().min(0);
export const milliseconds = z.int().describe('Milliseconds since 1970');

export const authorSchema: z.ZodType<Author> = z.object({ id: z.string(), name: z.string() });

export const meSchema: z.ZodType<MeView> = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['guest', 'member', 'bot']),
  roles: z.array(z.enum(['admin', 'member', 'guest'])),
  login: z.string().optional(),
  secondFactor: z.literal(true).optional(),
});

export const roleSchema = z.enum(['owner', 'moderator', 'member']);
export const visibilitySchema = z.enum(['public', 'private']);
export const policySchema: z.ZodType<RoomPolicy> = z.object({ posting: z.enum(['everyone', 'moderators']), slowModeSeconds: count, guests: z.boolean(), buffer: z.enum(['refuse', 'wait']) });

export const messageSchema: z.ZodType<Message> = z.object({
  id: z.string(),
  seq: z.int().min(1),
  ordinal: z.int().min(1),
  at: milliseconds,
  author: authorSchema,
  clientId: z.string(),
  body: z.string().describe('Empty where deleted'),
  mentions: z.array(z.string()).optional(),
  replyTo: z.string().optional(),
  thread: z.string().optional(),
  editedAt: milliseconds.optional(),
  deleted: z.literal(true).optional(),
  pinned: z.literal(true).optional(),
  replies: count.optional().describe('Messages of the chain of answers that began with this one'),
  reactions: z.array(z.object({ emoji: z.string(), count, userIds: z.array(z.string()) })).optional(),
  asOf: count.optional().describe('The number of the last event that is counted in'),
});

export const historyOfMessageSchema: z.ZodType<HistoryOfMessage> = z.object({
  versions: z.array(z.object({ seq: z.int().min(1), at: milliseconds, body: z.string() })),
  more: z.boolean().describe('There are later ones: ask again with after'),
});

export const roomSchema: z.ZodType<Room> = z.object({
  id: z.string(),
  slug: z.string(),
  kind: z.enum(['room', 'direct']),
  name: z.string(),
  topic: z.string(),
  visibility: visibilitySchema,
  policy: policySchema,
  online: count,
  head: count,
  lastOrdinal: count,
  createdAt: milliseconds,
  archivedAt: milliseconds.optional(),
  thread: z.object({
    id: z.string().nullable(),
    dedicated: z.boolean(),
    state: z.enum(['released', 'starting', 'asleep', 'working', 'restarting', 'unavailable']),
    queued: count.describe('Bytes of commands in the buffer'),
    capacity: count.describe('Bytes'),
    waiting: count.describe('Commands the thread has not taken yet'),
    restarts: count,
  }),
  people: z.array(z.object({ id: z.string(), name: z.string(), online: z.boolean() })).optional().describe('Of a conversation: whose it is. They stand for its name, which is empty'),
  membership: z.object({ role: roleSchema, readOrdinal: count }).optional(),
});

export const memberSchema: z.ZodType<RoomMember> = z.object({ id: z.string(), name: z.string(), role: roleSchema, online: z.boolean() });

export const memberPageSchema = z.object({ members: z.array(memberSchema), memberCount: count });

export const myRoomSchema: z.ZodType<MyRoom> = z.object({
  room: roomSchema,
  role: roleSchema,
  readOrdinal: count,
  unread: count,
  mentions: count,
  level: z.enum(['all', 'mentions', 'none']),
  mutedUntil: milliseconds.optional(),
  favourite: z.literal(true).optional().describe('They want it on top of their list'),
  draft: z.object({ body: z.string(), replyTo: z.string().optional(), at: milliseconds }).optional().describe('What they have begun to write'),
});

const invitedRole = z.enum(['member', 'guest']);

export const inviteSchema: z.ZodType<Invite> = z.object({
  code: z.string(),
  roomId: z.string().optional(),
  role: invitedRole.optional(),
  createdBy: authorSchema,
  createdAt: milliseconds,
  expiresAt: milliseconds.optional(),
  maxUses: count.optional(),
  uses: count,
});

export const inviteViewSchema: z.ZodType<InviteView> = z.object({
  room: z.object({ name: z.string(), topic: z.string(), memberCount: count }).optional(),
  server: z.string(),
  invitedBy: z.string(),
  admits: z.array(invitedRole).describe('What somebody new may become by it'),
  expiresAt: milliseconds.optional(),
});

export const failureSchema: z.ZodType<Failure> = z.object({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  retryAfterMs: count.optional(),
  ahead: count.optional().describe('With BUSY: commands of the room that are before this one'),
});

export const sessionSchema: z.ZodType<SessionView> = z.object({ user: authorSchema, expiresAt: milliseconds, token: z.string().optional() });

export const searchPageSchema: z.ZodType<SearchPage> = z.object({
  hits: z.array(
    z.object({
      id: z.string(),
      roomId: z.string(),
      ordinal: z.int().min(1),
      at: milliseconds,
      author: authorSchema,
      snippet: z.array(z.object({ text: z.string(), hit: z.literal(true).optional().describe('What was looked for') })).describe('The part of the text that was found, as text'),
      thread: z.string().optional(),
      editedAt: milliseconds.optional(),
      pinned: z.literal(true).optional(),
    }),
  ),
  rooms: z.array(z.object({ id: z.string(), slug: z.string(), kind: z.enum(['room', 'direct']), name: z.string(), people: z.array(authorSchema).optional() })),
  next: z.string().nullable(),
  indexing: z.boolean().describe('True while old messages are still being put into the index: some may be missing'),
});
