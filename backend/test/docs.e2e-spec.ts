import type { FactName } from '../src/contract/facts.ts';
import { factSchemas } from '../src/wire/schemas/facts.ts';
import { payloadSchemas } from '../src/wire/schemas/payloads.ts';
import { call } from './kit/rest.ts';
import { ServerProcess } from './kit/server-process.ts';

/** Besides what deletes. */
const SILENT = ['post /api/push/devices', 'post /api/reset/{code}', 'put /api/me/password', 'post /api/me/second-factor/remove'];
const ROUTES = [
  'delete /api/admin/users/{id}/sessions',
  'delete /api/invites/{code}',
  'delete /api/me/blocks/{user}',
  'delete /api/me/sessions',
  'delete /api/me/sessions/{id}',
  'delete /api/push/devices',
  'delete /api/rooms/{id}/hooks/{hook}',
  'delete /api/rooms/{id}/members/{user}',
  'delete /api/rooms/{id}/messages/{message}',
  'delete /api/rooms/{id}/messages/{message}/pin',
  'delete /api/rooms/{id}/messages/{message}/reactions/{emoji}',
  'delete /api/session',
  'get /api/admin/audit',
  'get /api/admin/audit/export',
  'get /api/admin/rooms',
  'get /api/admin/settings',
  'get /api/admin/users',
  'get /api/admin/users/{id}',
  'get /api/admin/users/{id}/sessions',
  'get /api/health/live',
  'get /api/health/ready',
  'get /api/invites',
  'get /api/invites/{code}',
  'get /api/me',
  'get /api/me/blocks',
  'get /api/me/sessions',
  'get /api/people',
  'get /api/push/key',
  'get /api/reset/{code}',
  'get /api/rooms',
  'get /api/rooms/{id}',
  'get /api/rooms/{id}/hooks',
  'get /api/rooms/{id}/members',
  'get /api/rooms/{id}/messages',
  'get /api/rooms/{id}/messages/{message}/history',
  'get /api/rooms/{id}/pins',
  'get /api/search',
  'get /api/session',
  'get /api/setup',
  'patch /api/admin/rooms/{id}',
  'patch /api/admin/settings',
  'patch /api/admin/users/{id}',
  'patch /api/me',
  'patch /api/rooms/{id}',
  'patch /api/rooms/{id}/members/{user}',
  'patch /api/rooms/{id}/messages/{message}',
  'post /api/accounts',
  'post /api/admin/users/{id}/reset',
  'post /api/directs',
  'post /api/hooks/{secret}',
  'post /api/invites',
  'post /api/invites/{code}/accept',
  'post /api/me/second-factor',
  'post /api/me/second-factor/remove',
  'post /api/push/devices',
  'post /api/push/test',
  'post /api/reset/{code}',
  'post /api/rooms',
  'post /api/rooms/{id}/hooks',
  'post /api/rooms/{id}/messages',
  'post /api/session',
  'post /api/setup',
  'put /api/me/blocks/{user}',
  'put /api/me/password',
  'put /api/me/second-factor',
  'put /api/rooms/{id}/favourite',
  'put /api/rooms/{id}/members/{user}',
  'put /api/rooms/{id}/messages/{message}/pin',
  'put /api/rooms/{id}/messages/{message}/reactions/{emoji}',
  'put /api/rooms/{id}/notify',
];
const FACTS: FactName[] = ['me:changed', 'person:changed', 'presence:changed', 'room:events', 'room:head', 'rooms:changed', 'server:closing', 'session:ended', 'typing:changed'];

interface Content {
  content?: Record<string, { schema: object }>;
}

interface Operation {
  requestBody?: Content;
  responses: Record<string, Content>;
}

interface OpenApi {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
}

interface AsyncApi {
  asyncapi: string;
  channels: { chat: { messages: Record<string, { payload: object; 'x-ack'?: object }> } };
  operations: Record<string, { action: string; messages: { $ref: string }[] }>;
}

const schemaIn = (part: Content | undefined) => part?.content?.['application/json']?.schema;
const schemasOf = (responses: Operation['responses']) => ({ success: schemaIn(responses['200'] ?? responses['201']), failure: schemaIn(responses['4XX']) });

describe('what the server says of itself', () => {
  let server: ServerProcess;

  beforeAll(async () => {
    server = await ServerProcess.start();
  });
  afterAll(() => server.remove());

  it('is a page', async () => {
    const { status, headers, text } = await call(`${server.url}/api/docs`);

    expect([status, headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
    expect(text).toContain('swagger-ui');
  });

  it('lists every route, with what goes in and what comes out', async () => {
    const { openapi, paths } = (await call(`${server.url}/api/docs-json`)).json as OpenApi;
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { requestBody, responses }]) => ({ route: `${method} ${path}`, ...schemasOf(responses), input: schemaIn(requestBody) })),
    );
    const described = operations.filter(({ route }) => !route.includes('health'));
    const inputs = described.filter(({ route }) => route.startsWith('post')).map(({ input }) => Object.keys((input as { properties: object } | undefined)?.properties ?? {}));

    expect(openapi).toMatch(/^3\./u);
    expect(operations.map(({ route }) => route).sort()).toEqual(ROUTES);
    for (const { failure } of described) expect(failure).toMatchObject({ type: 'object' });
    for (const { success } of described.filter(({ route }) => !route.startsWith('delete') && !SILENT.includes(route))) expect(success).toHaveProperty('type');
    expect(inputs.map((names) => names.sort())).toEqual(expect.arrayContaining([['code', 'invite', 'kind', 'login', 'name', 'password'], ['clientId', 'name', 'topic', 'visibility'], ['body', 'clientId', 'replyTo']]));
  });

  it('lists every command with its ack and every fact of the socket', async () => {
    const { asyncapi, channels, operations } = (await call(`${server.url}/api/docs/events`)).json as AsyncApi;
    const commands = Object.keys(payloadSchemas);
    const { messages } = channels.chat;

    expect(asyncapi).toMatch(/^3\./u);
    expect(Object.keys(factSchemas).sort()).toEqual(FACTS);
    expect(Object.keys(messages).sort()).toEqual([...commands, ...FACTS].sort());
    for (const name of commands) expect(messages[name]).toMatchObject({ payload: { type: 'object' }, 'x-ack': expect.any(Object) as object });
    for (const name of FACTS) expect(messages[name]?.payload).toMatchObject({ type: 'object' });
    expect(Object.entries(operations).filter(([, { action }]) => action === 'send').map(([name]) => name).sort()).toEqual(FACTS);
    for (const [name, operation] of Object.entries(operations)) expect(operation.messages).toEqual([{ $ref: `#/channels/chat/messages/${name}` }]);
  });

  it('counts itself for Prometheus', async () => {
    const { headers, text } = await call(`${server.url}/metrics`);
    const named = [...text.matchAll(/^(watek_\w+) \d/gmu)].map(([, name]) => name);

    expect(headers.get('content-type')).toContain('text/plain');
    expect(named).toEqual(expect.arrayContaining(['watek_sockets', 'watek_live_rooms', 'watek_room_threads', 'watek_commands_waiting', 'watek_commits_total', 'watek_events_committed_total', 'watek_commit_failures_total', 'watek_journal_queued_bytes']));
    expect(text).toContain('process_cpu_seconds_total');
  });
});
