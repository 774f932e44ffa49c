import { z } from 'zod';
import type { CommandName, Commands } from '../../contract/commands.ts';
import type { FactName, Facts } from '../../contract/facts.ts';
import { roomEventSchema } from './room-events.ts';
import { authorSchema, memberSchema, messageSchema, milliseconds, myRoomSchema, roomSchema } from './views.ts';

const roomId = z.string();
const epoch = z.string();
const count = z.int().min(0);
const people = z.array(authorSchema);

export const factSchemas: { [Name in FactName]: z.ZodType<Facts[Name]> } = {
  'room:events': z.object({ roomId, epoch, events: z.array(roomEventSchema) }),
  'room:head': z.object({ roomId, epoch, head: count }),
  'presence:changed': z.object({ roomId, online: count, joined: people, left: people }),
  'person:changed': z.object({ roomId, person: authorSchema }),
  'typing:changed': z.object({ roomId, people }),
  'me:changed': z.object({ version: count, rooms: z.array(myRoomSchema), removed: z.array(z.string()), blocked: people.optional(), me: authorSchema.optional() }),
  'rooms:changed': z.object({ created: z.array(roomSchema), updated: z.array(roomSchema), removed: z.array(z.string()) }),
  'session:ended': z.object({ reason: z.enum(['left', 'expired', 'revoked']) }),
  'server:closing': z.object({ reconnectAfterMs: count }),
};

const opened = { room: roomSchema, epoch, head: count, members: z.array(memberSchema), memberCount: count };
const nothing: z.ZodType<Record<string, never>> = z.strictObject({});
const changed = z.object({ seq: z.int(), at: milliseconds });

/** `data` of the ack of every command. */
export const ackDataSchemas: { [Name in CommandName]: z.ZodType<Commands[Name]['data']> } = {
  'me:sync': z.object({ me: authorSchema, version: count, reset: z.boolean(), rooms: z.array(myRoomSchema), removed: z.array(z.string()), blocked: people }),
  'directory:watch': nothing,
  'room:create': z.object({ room: roomSchema }),
  'room:join': z.object({ room: roomSchema }),
  'room:leave': nothing,
  'room:open': z.union([
    z.object({ ...opened, reset: z.literal(false), events: z.array(roomEventSchema) }),
    z.object({ ...opened, reset: z.literal(true), messages: z.array(messageSchema) }),
  ]),
  'room:close': nothing,
  'room:sync': z.union([
    z.object({ events: z.array(roomEventSchema), head: count, more: z.boolean() }),
    z.object({ reset: z.literal(true), epoch, head: count }),
  ]),
  'room:update': z.object({ room: roomSchema }),
  'room:notify': nothing,
  'room:favourite': nothing,
  'member:set': z.object({ seq: z.int() }),
  'direct:open': z.object({ room: roomSchema }),
  'person:block': nothing,
  'message:send': z.object({ seq: z.int(), ordinal: z.int(), at: milliseconds, id: z.string() }),
  'message:edit': changed,
  'message:delete': changed,
  'message:pin': changed,
  'reaction:set': z.object({ seq: z.int().nullable() }),
  'read:mark': z.object({ unread: count, mentions: count }),
  'draft:set': z.object({ at: milliseconds }),
  'typing:set': nothing,
};
