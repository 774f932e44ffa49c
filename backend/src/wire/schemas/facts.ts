import { z } from 'zod';
import type { CommandName, Commands } from '../../contract/commands.ts';
import type { FactName, Facts } from '../../contract/facts.ts';
import { authorSchema, memberSchema, messageSchema, roomEventSchema, roomSchema } from './views.ts';

const roomId = z.string();
const epoch = z.string();
const count = z.int().min(0);

export const factSchemas: { [Name in FactName]: z.ZodType<Facts[Name]> } = {
  'room:events': z.object({ roomId, epoch, events: z.array(roomEventSchema) }),
  'room:head': z.object({ roomId, epoch, head: count }),
  'presence:changed': z.object({ roomId, online: count, joined: z.array(authorSchema), left: z.array(authorSchema) }),
  'typing:changed': z.object({ roomId, names: z.array(z.string()) }),
  'rooms:changed': z.object({ created: z.array(roomSchema), updated: z.array(roomSchema), removed: z.array(z.string()) }),
  'session:ended': z.object({ reason: z.enum(['left', 'expired', 'revoked']) }),
  'server:closing': z.object({ reconnectAfterMs: count }),
};

const joined = { room: roomSchema, epoch, head: count, members: z.array(memberSchema), memberCount: count };
const nothing: z.ZodType<Record<string, never>> = z.strictObject({});

/** `data` of the ack of every command. */
export const ackDataSchemas: { [Name in CommandName]: z.ZodType<Commands[Name]['data']> } = {
  'room:create': z.object({ room: roomSchema }),
  'room:join': z.union([
    z.object({ ...joined, reset: z.literal(false), events: z.array(roomEventSchema) }),
    z.object({ ...joined, reset: z.literal(true), messages: z.array(messageSchema) }),
  ]),
  'room:leave': nothing,
  'room:sync': z.union([
    z.object({ events: z.array(roomEventSchema), head: count, more: z.boolean() }),
    z.object({ reset: z.literal(true), epoch, head: count }),
  ]),
  'message:send': z.object({ seq: z.int(), ordinal: z.int(), at: z.int(), id: z.string() }),
  'read:mark': z.object({ unread: count }),
  'typing:set': nothing,
};
