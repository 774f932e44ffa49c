import { request } from 'node:http';
import { PASSWORD, signedIn, signUp, type SignedIn } from './kit/accounts.ts';
import { ChatClient } from './kit/chat-client.ts';
import { expectToConform } from './kit/conforms.ts';
import { call, type Call } from './kit/rest.ts';
import { NO_RATES, ServerProcess } from './kit/server-process.ts';
import { until } from './kit/until.ts';
import { setupViewSchema } from '../src/wire/schemas/administration.ts';

const THROUGH_PROXY = { 'x-forwarded-for': '203.0.113.7' };
const wish = (login: string, more: object = {}) => ({ login, password: PASSWORD, name: login, kind: 'token', ...more });
const statusOf = ({ status }: { status: number }) => status;

async function withServer(environment: Record<string, string>, work: (server: ServerProcess, at: (path: string, options?: Call) => ReturnType<typeof call>) => Promise<void>): Promise<void> {
  const server = await ServerProcess.start({ ...NO_RATES, ...environment });
  try {
    await work(server, (path, options) => call(`${server.url}/api/${path}`, options));
  } finally {
    await server.remove();
  }
}

describe('the first administrator', () => {
  it('is one of all who want to be it at the same moment', () =>
    withServer({}, async (_, at) => {
      const before = await at('setup');
      const answers = await Promise.all(Array.from({ length: 6 }, (__, n) => at('setup', { json: wish(`first${n}`) })));
      const after = await at('setup');

      expectToConform(setupViewSchema, before.json);
      expect(before.json).toEqual({ name: '', access: 'open', guests: true, needed: true, token: false });
      expect(answers.map(statusOf).sort()).toEqual([201, 409, 409, 409, 409, 409]);
      expect(after.json).toMatchObject({ needed: false, token: false });
      const winner = signedIn(answers.find(({ status }) => status === 201) ?? (answers[0] as never));
      expect((await at('me', { headers: winner.headers })).json).toMatchObject({ kind: 'member', roles: ['admin', 'member'] });
      expect(statusOf(await at('setup', { json: wish('later') }))).toBe(409);
    }));

  it('may be a guest who keeps everything, or a member who proves to be it', () =>
    withServer({}, async (server, at) => {
      const member = await signUp(server.url, 'member');
      const wrong = await at('setup', { headers: member.headers, json: { password: 'wrong horse battery' } });
      const right = await at('setup', { headers: member.headers, json: { password: PASSWORD } });

      expect([wrong.status, right.status]).toEqual([403, 201]);
      expect((await at('me', { headers: member.headers })).json).toMatchObject({ id: member.id, roles: ['admin', 'member'] });
    }));

  it('needs the token of the output where others may come, and every wrong one counts', () =>
    withServer({ TRUST_PROXY: 'on' }, async (server, at) => {
      await until(() => server.output.includes('give this token'), 'the token to be printed');
      const token = /give this token: (\S+)/u.exec(server.output)?.[1] ?? '';
      const none = await at('setup', { json: wish('eve') });
      const wrong = await at('setup', { json: wish('eve', { token: 'x'.repeat(token.length) }), headers: THROUGH_PROXY });
      const figures = await call(`${server.url}/metrics`);
      const view = await at('setup');

      expect(token.length).toBeGreaterThanOrEqual(20);
      expect([none.status, wrong.status]).toEqual([403, 403]);
      expect(view.json).toMatchObject({ needed: true, token: true });
      for (const text of [none.text, wrong.text, figures.text, view.text]) expect(text).not.toContain(token);
      expect(statusOf(await at('setup', { json: wish('ann', { token }), headers: THROUGH_PROXY }))).toBe(201);
      await server.restart();
      await at('setup');
      expect(server.output.match(/give this token/gu)).toHaveLength(1);
    }));

  it('needs it too where a proxy stands in front that nobody has told of', () =>
    withServer({}, async (server, at) => {
      const refused = await at('setup', { json: wish('eve'), headers: THROUGH_PROXY });
      await until(() => server.output.includes('The token for it'), 'the token to be logged');
      const token = /The token for it: ([\w-]+)/u.exec(server.output)?.[1] ?? '';

      expect(refused.status).toBe(403);
      expect(statusOf(await at('setup', { json: wish('ann', { token }), headers: THROUGH_PROXY }))).toBe(201);
    }));
});

interface OpenApi {
  paths: Record<string, Record<string, unknown>>;
}

describe('a server for those who are invited', () => {
  let server: ServerProcess;
  let admin: SignedIn;
  let routes: { method: string; path: string }[];

  beforeAll(async () => {
    server = await ServerProcess.start(NO_RATES);
    admin = signedIn(await call(`${server.url}/api/setup`, { json: wish('ann') }));
    const room = await ChatClient.resume(server.url, { token: admin.token, user: { id: admin.id, name: 'ann' }, expiresAt: 0 });
    await room.createRoom('Secret plans');
    room.close();
    await call(`${server.url}/api/admin/settings`, { method: 'PATCH', headers: admin.headers, json: { name: 'The secret club', access: 'invite', password: PASSWORD } });
    const { paths } = (await call(`${server.url}/api/docs-json`)).json as OpenApi;
    routes = Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path: path.replaceAll(/\{\w+\}/gu, 'secret-plans') })));
  });
  afterAll(() => server.remove());

  /** They stand at the door: what they tell is looked at one by one. A hook is opened by its own secret, and tells whoever has none nothing. */
  const AT_THE_DOOR = /^(GET|POST) \/api\/(setup|session|accounts|reset\/.*|invites\/[\w-]+|hooks\/[\w-]+)$|^GET \/api\/health\//u;

  it('has more than thirty routes, of which no one answers without a session but those at the door', async () => {
    expect(routes.length).toBeGreaterThan(30);
    for (const { method, path } of routes) {
      const { status, text } = await call(server.url + path, { method, ...(method !== 'GET' && { json: {} }) });
      if (!AT_THE_DOOR.test(`${method} ${path}`) || path === '/api/session' && method === 'GET') expect([`${method} ${path}`, status]).toEqual([`${method} ${path}`, 401]);
      expect(text).not.toMatch(/secret plans|secret club/iu);
    }
  });

  it('lets nobody in by a name or a new account, and tells at the door only what the door needs', async () => {
    const guest = await call(`${server.url}/api/session`, { json: { name: 'Eve' } });
    const member = await call(`${server.url}/api/accounts`, { json: { login: 'eve', password: PASSWORD, name: 'Eve' } });

    expect([guest.status, member.status]).toEqual([403, 403]);
    expect((await call(`${server.url}/api/setup`)).json).toEqual({ name: '', access: 'invite', guests: true, needed: false, token: false });
    expect((await call(`${server.url}/api/setup`, { headers: admin.headers })).json).toMatchObject({ name: 'The secret club' });
  });

  it('lets no socket in without a session', async () => {
    await expect(ChatClient.resume(server.url, { token: 'made-up', user: { id: 'u', name: 'Eve' }, expiresAt: 0 })).rejects.toThrow(/session/u);
  });

  it('shows nothing of the rooms in the page that everybody may load', async () => {
    const page = await new Promise<string>((resolve, reject) => {
      request(`${server.url}/rooms/secret-plans`, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk)).on('end', () => resolve(text));
      }).on('error', reject).end();
    });

    expect(page).not.toMatch(/secret plans|secret club/iu);
  });

  it('knows after a restart what was set', async () => {
    await server.restart();

    expect((await call(`${server.url}/api/rooms`)).status).toBe(401);
    expect((await call(`${server.url}/api/rooms`, { headers: admin.headers })).status).toBe(200);
  });
});
