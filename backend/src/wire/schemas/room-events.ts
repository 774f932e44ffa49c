import { z } from 'zod';
import type { RoomEvent, RoomEventOf } from '../../contract/room-events.ts';
import { authorSchema, milliseconds, policySchema, roleSchema, visibilitySchema } from './views.ts';

const base = { seq: z.int().min(1), at: milliseconds, author: authorSchema, clientId: z.string().optional() };
const target = authorSchema;
const thread = z.string().optional().describe('The id of the message that the chain of answers began with');
const reaction = { id: z.string(), emoji: z.string() };
const text = { id: z.string(), body: z.string().describe('Empty once the message has been deleted'), mentions: z.array(z.string()).optional() };

const eventSchemas: { [Type in RoomEvent['type']]: z.ZodType<RoomEventOf<Type>> } = {
  'room.created': z.object({ ...base, type: z.literal('room.created'), name: z.string(), topic: z.string(), visibility: visibilitySchema, kind: z.enum(['room', 'direct']) }),
  'room.updated': z.object({
    ...base,
    type: z.literal('room.updated'),
    changes: z.object({
      name: z.string().optional(),
      topic: z.string().optional(),
      visibility: visibilitySchema.optional(),
      policy: policySchema.optional(),
      archived: z.boolean().optional(),
    }),
  }),
  'member.joined': z.object({ ...base, type: z.literal('member.joined'), invite: z.string().optional().describe('Where they came by an invitation: which'), invitedBy: authorSchema.optional() }),
  'member.added': z.object({ ...base, type: z.literal('member.added'), target }),
  'member.left': z.object({ ...base, type: z.literal('member.left') }),
  'member.removed': z.object({ ...base, type: z.literal('member.removed'), target }),
  'member.banned': z.object({ ...base, type: z.literal('member.banned'), target }),
  'member.unbanned': z.object({ ...base, type: z.literal('member.unbanned'), target }),
  'member.muted': z.object({ ...base, type: z.literal('member.muted'), target, until: milliseconds }),
  'member.role': z.object({ ...base, type: z.literal('member.role'), target, role: roleSchema }),
  'message.posted': z.object({ ...base, type: z.literal('message.posted'), ...text, ordinal: z.int().min(1), clientId: z.string(), replyTo: z.string().optional(), thread }),
  'message.edited': z.object({ ...base, type: z.literal('message.edited'), ...text }),
  'message.deleted': z.object({ ...base, type: z.literal('message.deleted'), id: z.string(), thread }),
  'message.pinned': z.object({ ...base, type: z.literal('message.pinned'), id: z.string() }),
  'message.unpinned': z.object({ ...base, type: z.literal('message.unpinned'), id: z.string() }),
  'reaction.added': z.object({ ...base, type: z.literal('reaction.added'), ...reaction }),
  'reaction.removed': z.object({ ...base, type: z.literal('reaction.removed'), ...reaction }),
};

export const roomEventSchema: z.ZodType<RoomEvent> = z.union(Object.values(eventSchemas) as [z.ZodType<RoomEvent>, ...z.ZodType<RoomEvent>[]]);
