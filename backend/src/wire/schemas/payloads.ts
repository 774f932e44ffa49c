import { z } from 'zod';
import type { CommandName, Commands } from '../../contract/commands.ts';
import { LIMITS } from '../../contract/limits.ts';
import { id, name, text } from './text.ts';

const notBlank = (value: string) => value.trim() !== '';
const sequence = z.int().min(0);
const clientId = z.string().regex(/^[\x21-\x7e]+$/u, 'must be visible ASCII characters').min(1).max(LIMITS.clientIdLength);
const topic = text(LIMITS.topicLength).transform((value) => value.normalize('NFC').trim());
const visibility = z.enum(['public', 'private']);

export const createRoomSchema = z.strictObject({ name: name(LIMITS.roomNameLength), topic: topic.optional(), visibility });

/** The payload of every command. Strict: unknown keys are refused. */
export const payloadSchemas: { [Name in CommandName]: z.ZodType<Commands[Name]['payload']> } = {
  'room:create': createRoomSchema,
  'room:join': z.strictObject({ roomId: id, since: z.strictObject({ epoch: id, seq: sequence }).optional() }),
  'room:leave': z.strictObject({ roomId: id }),
  'room:sync': z.strictObject({ roomId: id, epoch: id, after: sequence, limit: z.int().min(1).max(LIMITS.eventsPerSync).optional() }),
  'message:send': z.strictObject({
    roomId: id,
    clientId,
    body: text(LIMITS.messageLength).refine(notBlank, 'must not be empty'),
    replyTo: id.optional(),
  }),
  'read:mark': z.strictObject({ roomId: id, ordinal: sequence }),
  'typing:set': z.strictObject({ roomId: id, typing: z.boolean() }),
};
