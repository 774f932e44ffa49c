import { z } from 'zod';
import type { CommandName, Commands } from '../../contract/commands.ts';
import type { CreateInvite } from '../../contract/invites.ts';
import { LIMITS } from '../../contract/limits.ts';
import { body, draft, emoji, id, name, topic } from './text.ts';

const sequence = z.int().min(0);
const instant = z.int().min(0).describe('Milliseconds since 1970; 0 ends it');
const clientId = z.string().regex(/^[\x21-\x7e]+$/u, 'must be visible ASCII characters').min(1).max(LIMITS.clientIdLength);
const visibility = z.enum(['public', 'private']);
const policy = z.strictObject({
  posting: z.enum(['everyone', 'moderators']),
  slowModeSeconds: z.int().min(0).max(LIMITS.slowModeSeconds),
  guests: z.boolean(),
  /** Programs from before it leave it out. */
  buffer: z.enum(['refuse', 'wait']).default('refuse'),
});

const newRoom = { name: name(LIMITS.roomNameLength), topic: topic.optional(), visibility };
const changes = { name: newRoom.name.optional(), topic: topic.optional(), visibility: visibility.optional(), policy: policy.optional(), archived: z.boolean().optional() };
const standing = {
  role: z.enum(['owner', 'moderator', 'member']).optional(),
  mutedUntil: instant.optional(),
  banned: z.boolean().optional(),
  removed: z.literal(true).optional(),
  added: z.literal(true).optional(),
};

const loudness = { level: z.enum(['all', 'mentions', 'none']), mutedUntil: instant.optional() };

/** How many of these keys were given. */
const given = (value: Record<string, unknown>, keys: object): number => Object.keys(keys).filter((key) => value[key] !== undefined).length;

export const createRoomSchema = z.strictObject({ ...newRoom, clientId });
/** REST callers may leave the client id out: then a retry does it a second time. */
export const createRoomBodySchema = z.strictObject({ ...newRoom, clientId: clientId.optional() });
export const updateRoomBodySchema = z.strictObject({ ...changes, clientId: clientId.optional() }).refine((value) => given(value, changes) > 0, 'must change something');
export const setNotifyBodySchema = z.strictObject(loudness);
export const setFavouriteBodySchema = z.strictObject({ favourite: z.boolean() });
export const sendMessageBodySchema = z.strictObject({ body, replyTo: id.optional(), clientId: clientId.optional() });

export const editMessageBodySchema = z.strictObject({ body, clientId: clientId.optional() });
const DAY_MS = 86_400_000;

export const createInviteBodySchema: z.ZodType<CreateInvite> = z.strictObject({
  roomId: id.optional().describe('Without it, to the server'),
  role: z.enum(['member', 'guest']).optional().describe('Of one to the server: what those may become who come by it'),
  expiresInMs: z.int().min(1).max(LIMITS.inviteDays * DAY_MS).optional().describe('Without it the invitation does not end by itself'),
  maxUses: z.int().min(1).max(LIMITS.inviteUses).optional().describe('Without it as many may come as like'),
});
/** One of these. */
export const setMemberBodySchema = z
  .strictObject({ role: standing.role, mutedUntil: standing.mutedUntil, banned: standing.banned, clientId: clientId.optional() })
  .refine((value) => given(value, standing) === 1, 'must set one of role, mutedUntil, banned');

/** Of requests that say everything in their address. */
export const repeatableBodySchema = z.strictObject({ clientId: clientId.optional() }).prefault({});

/** The payload of every command. Strict: unknown keys are refused. */
export const payloadSchemas: { [Name in CommandName]: z.ZodType<Commands[Name]['payload']> } = {
  'me:sync': z.strictObject({ since: sequence.optional() }),
  'directory:watch': z.strictObject({ watching: z.boolean() }),
  'room:create': createRoomSchema,
  'room:join': z.strictObject({ roomId: id, clientId, invite: id.optional() }),
  'room:leave': z.strictObject({ roomId: id, clientId }),
  'room:open': z.strictObject({ roomId: id, since: z.strictObject({ epoch: id, seq: sequence }).optional() }),
  'room:close': z.strictObject({ roomId: id }),
  'room:sync': z.strictObject({ roomId: id, epoch: id, after: sequence, limit: z.int().min(1).max(LIMITS.eventsPerSync).optional() }),
  'room:update': z.strictObject({ roomId: id, clientId, ...changes }).refine((value) => given(value, changes) > 0, 'must change something'),
  'room:notify': z.strictObject({ roomId: id, ...loudness }),
  'room:favourite': z.strictObject({ roomId: id, favourite: z.boolean() }),
  'member:set': z
    .strictObject({ roomId: id, clientId, userId: id, ...standing })
    .refine((value) => given(value, standing) === 1, 'must set one of role, mutedUntil, banned, removed, added'),
  'direct:open': z.strictObject({ userIds: z.array(id).min(1).max(LIMITS.directPeople - 1) }),
  'person:block': z.strictObject({ userId: id, on: z.boolean() }),
  'message:send': z.strictObject({ roomId: id, clientId, body, replyTo: id.optional() }),
  'message:edit': z.strictObject({ roomId: id, clientId, id, body }),
  'message:delete': z.strictObject({ roomId: id, clientId, id }),
  'message:pin': z.strictObject({ roomId: id, clientId, id, on: z.boolean() }),
  'reaction:set': z.strictObject({ roomId: id, clientId, id, emoji, on: z.boolean() }),
  'read:mark': z.strictObject({ roomId: id, ordinal: sequence, unread: z.boolean().optional() }),
  'draft:set': z.strictObject({ roomId: id, body: draft, replyTo: id.optional() }),
  'typing:set': z.strictObject({ roomId: id, typing: z.boolean() }),
};
