import { z } from 'zod';
import { LIMITS } from '../contract/limits.ts';
import { ackDataSchemas, factSchemas } from '../wire/schemas/facts.ts';
import { payloadSchemas } from '../wire/schemas/payloads.ts';
import { failureSchema } from '../wire/schemas/views.ts';

type Named<T> = Record<string, T>;

const CHANNEL = { $ref: '#/channels/chat' };

/** AsyncAPI 3.0 of the socket, made of the schemas that check it. Commands are received, facts are sent by the server. */
export function eventsDocument(version: string): object {
  const commands = entries(payloadSchemas).map(([name, schema]) => [name, commandMessage(name, schema)] as const);
  const facts = entries(factSchemas).map(([name, schema]) => [name, { name, payload: jsonSchema(schema, 'output') }] as const);
  return {
    asyncapi: '3.0.0',
    info: { title: 'Wątek socket events', version, description: DESCRIPTION, license: { name: 'MIT' } },
    defaultContentType: 'application/json',
    channels: { chat: { address: '/socket.io', description: 'Socket.IO, default namespace', messages: Object.fromEntries([...commands, ...facts]) } },
    operations: { ...operations(commands, 'receive'), ...operations(facts, 'send') },
    components: { schemas: { Failure: jsonSchema(failureSchema, 'output') } },
  };
}

const DESCRIPTION =
  'Every command is acknowledged with { ok: true, data } or { ok: false, code, message, retryAfterMs?, ahead? }. ' +
  'Connect with auth: { token } or with the session cookie. ' +
  `One packet may have ${LIMITS.packetBytes} bytes.`;

function commandMessage(name: string, schema: z.ZodType): object {
  const data = (ackDataSchemas as Named<z.ZodType>)[name];
  return { name, payload: jsonSchema(schema, 'input'), 'x-ack': data === undefined ? {} : jsonSchema(data, 'output') };
}

function operations(messages: readonly (readonly [string, object])[], action: 'send' | 'receive'): Named<object> {
  const refer = (name: string) => ({ $ref: `#/channels/chat/messages/${name.replaceAll('/', '~1')}` });
  return Object.fromEntries(messages.map(([name]) => [name, { action, channel: CHANNEL, messages: [refer(name)] }]));
}

function entries(schemas: Named<z.ZodType>): [string, z.ZodType][] {
  return Object.entries(schemas);
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): object {
  return { ...z.toJSONSchema(schema, { io, unrepresentable: 'any' }), $schema: undefined };
}
