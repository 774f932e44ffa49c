import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { AuditEntry, KnownPerson, KnownRoom, ResetLink } from '../src/contract/administration.ts';
import { auditEntrySchema, knownPersonSchema, knownRoomSchema, resetLinkSchema, settingsSchema } from '../src/wire/schemas/administration.ts';
import { PASSWORD, signedIn, signIn, signUp, trySignIn, type SignedIn } from './kit/accounts.ts';
import { ChatClient } from './kit/chat-client.ts';
import { expectToConform } from './kit/conforms.ts';
import { call } from './kit/rest.ts';
import { NO_RATES, ServerProcess } from './kit/server-process.ts';
import { until } from './kit/until.ts';

const password = PASSWORD;

describe('administration', () => {
  let server: ServerProcess;
  let admin: SignedIn;

  beforeAll(async () => {
    server = await ServerProcess.start(NO_RATES);
    admin = signedIn(await call(`${server.url}/api/setup`, { json: { login: 'admin', password, name: 'Admin', kind: 'token' } }));
  });
  afterAll(() => server.remove());

  const as = ({ headers }: Pick<SignedIn, 'headers'>, path: string, { method = 'GET', json }: { method?: string; json?: object } = {}) => call(`${server.url}/api/${path}`, { method, headers, ...(json && { json }) });
  const patch = (path: string, json: object, who = admin) => as(who, `admin/${path}`, { method: 'PATCH', json: { password, ...json } });
  const entries = async (query = '') => (await as(admin, `admin/audit?${query}`)).json as AuditEntry[];
  const isLetIn = async (token: string) => (await call(`${server.url}/api/session`, { headers: { authorization: `Bearer ${token}` } })).status === 200;
  const socketOf = ({ token, id }: SignedIn) => ChatClient.resume(server.url, { token, user: { id, name: 'N' }, expiresAt: 0 });
  async function guestNamed(name: string): Promise<SignedIn> {
    return signedIn(await call(`${server.url}/api/session`, { json: { name, kind: 'token' } }));
  }

  it('finds people by a part of the name or login, page by page', async () => {
    await signUp(server.url, 'zofia');
    const [guest] = [await guestNamed('Łukasz Gość')];
    const found = (await as(admin, 'admin/users?query=ZOFI')).json as KnownPerson[];
    const guests = (await as(admin, 'admin/users?query=lukasz&kind=guest')).json as KnownPerson[];
    const all = (await as(admin, 'admin/users')).json as KnownPerson[];
    const paged: KnownPerson[] = [];
    for (let after = ''; ; after = `&after=${paged.at(-1)?.id}`) {
      const page = (await as(admin, `admin/users?limit=1${after}`)).json as KnownPerson[];
      paged.push(...page);
      if (page.length === 0) break;
    }

    expectToConform(z.array(knownPersonSchema), all);
    expect(found).toMatchObject([{ login: 'zofia', role: 'member', sessions: 1 }]);
    expect(guests.map(({ id }) => id)).toEqual([guest.id]);
    expect(paged.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  });

  it('makes an administrator of a member and takes it back, at once, on open sockets too', async () => {
    const bo = await signUp(server.url, 'bo');
    const guest = await guestNamed('Guest');
    const socket = await socketOf(bo);
    const closed = new Promise((resolve) => socket.socket.once('disconnect', resolve));

    const made = await patch(`users/${bo.id}`, { role: 'admin', why: 'on holiday' });
    await closed;
    const sees = await as(bo, 'admin/users');
    await patch(`users/${bo.id}`, { role: 'member' });

    expect(made.json).toMatchObject({ id: bo.id, role: 'admin' });
    expect([sees.status, (await as(bo, 'admin/users')).status]).toEqual([200, 404]);
    expect((await patch(`users/${guest.id}`, { role: 'admin' })).status).toBe(400);
    expect(await entries(`about=${bo.id}`)).toMatchObject([
      { action: 'person.role', changes: { role: 'member' }, actor: { id: admin.id }, target: { id: bo.id } },
      { action: 'person.role', changes: { role: 'admin' }, why: 'on holiday' },
    ]);
    socket.close();
  });

  it('asks for the password again, and does nothing where it is not right', async () => {
    const cy = await signUp(server.url, 'cy');
    const before = await entries();
    const answers = [
      await patch(`users/${cy.id}`, { role: 'admin', password: 'wrong horse battery' }),
      await patch(`users/${cy.id}`, { deactivated: true, password: 'wrong horse battery' }),
      await patch('settings', { access: 'invite', password: 'wrong horse battery' }),
      await as(admin, `admin/users/${cy.id}/reset`, { method: 'POST', json: { password: 'wrong horse battery' } }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    expect(await entries()).toEqual(before);
    expect((await as(admin, 'admin/settings')).json).toEqual({ name: '', access: 'open', guests: true });
  });

  it.each(['member', 'guest'])('lets a deactivated %s hear and say nothing more from that moment on, and come back when it is taken back', async (kind) => {
    const person = kind === 'member' ? await signUp(server.url, 'gone') : await guestNamed('Gone');
    const host = await ChatClient.enter(server.url, 'Host');
    const room = await host.createRoom(`Room of the ${kind}`);
    const socket = await socketOf(person);
    await socket.enters(room.id);

    const { json } = await patch(`users/${person.id}`, { deactivated: true });
    const ended = await socket.hears('session:ended', () => true);
    await host.opens(room.id);
    await host.say(room.id, 'c1', 'after');

    expect(json).toMatchObject({ deactivatedAt: expect.any(Number) as number, sessions: 0 });
    expect(ended.reason).toBe('revoked');
    await until(() => !socket.socket.connected, 'the socket to be closed');
    expect(socket.eventsIn(room.id).some((event) => event.type === 'message.posted')).toBe(false);
    expect(await isLetIn(person.token)).toBe(false);
    if (kind === 'member') {
      const [known, unknown] = [await trySignIn(server.url, { login: 'gone', password }), await trySignIn(server.url, { login: 'nobody', password })];
      expect([known.status, known.json]).toEqual([401, unknown.json]);
      await patch(`users/${person.id}`, { deactivated: false });
      await signIn(server.url, 'gone');
    }
    [host, socket].forEach((client) => client.close());
  });

  it('keeps one administrator, also of two who take it from each other at the same moment', async () => {
    const other = await signUp(server.url, 'second');
    await patch(`users/${other.id}`, { role: 'admin' });

    const answers = await Promise.all([patch(`users/${other.id}`, { role: 'member' }), patch(`users/${admin.id}`, { role: 'member' }, other)]);
    const admins = [admin, other];
    const left = admins.filter((_, index) => answers[1 - index]?.status !== 200);
    const [last = admin] = left;
    const goes = [await patch(`users/${last.id}`, { role: 'member' }, last), await patch(`users/${last.id}`, { deactivated: true }, last)];

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(goes.map(({ status }) => status)).toEqual([409, 409]);
    expect((await as(last, 'admin/users?kind=admin')).json).toHaveLength(1);
    if (last !== admin) await patch(`users/${admin.id}`, { role: 'admin' }, last);
    if (last !== admin) await patch(`users/${last.id}`, { role: 'member' });
  });

  it('gives a link by which somebody has a new password, once', async () => {
    const person = await signUp(server.url, 'forgetful');
    const answer = await as(admin, `admin/users/${person.id}/reset`, { method: 'POST', json: { password } });
    const { code } = answer.json as ResetLink;
    const use = (wanted: string) => call(`${server.url}/api/reset/${code}`, { json: { password: wanted } });
    expectToConform(resetLinkSchema, answer.json);

    expect((await call(`${server.url}/api/reset/${code}`)).json).toEqual({ name: 'forgetful' });
    expect((await use('short')).status).toBe(400);
    const uses = await Promise.all(['the first of many', 'the second of many', 'the third of many'].map(use));

    expect(uses.map(({ status }) => status).sort()).toEqual([204, 404, 404]);
    expect(await isLetIn(person.token)).toBe(false);
    expect((await trySignIn(server.url, { login: 'forgetful', password })).status).toBe(401);
    expect((await call(`${server.url}/api/reset/${code}`)).status).toBe(404);
    expect(readFileSync(server.databasePath, 'latin1').includes(code) || server.output.includes(code)).toBe(false);
    expect((await entries(`about=${person.id}`)).map(({ action }) => action)).toEqual(['person.password-reset', 'person.reset-link']);
  });

  it('archives a public room, opens it again and gives it an owner; private ones are not there', async () => {
    const host = await ChatClient.enter(server.url, 'Host');
    const [open, secret] = [await host.createRoom('Town square'), await host.createRoom('Back room', 'private')];
    const member = await ChatClient.enter(server.url, 'Member');
    await member.enters(open.id);

    const listed = (await as(admin, 'admin/rooms')).json as KnownRoom[];
    const archived = await patch(`rooms/${open.id}`, { archived: true, why: 'quiet' });
    const reopened = await patch(`rooms/${open.id}`, { archived: false });
    const owned = await patch(`rooms/${open.id}`, { owner: member.session.user.id });

    expectToConform(z.array(knownRoomSchema), listed);
    expect(listed.map(({ name }) => name)).toContain('Town square');
    expect(listed.map(({ name }) => name)).not.toContain('Back room');
    expect(archived.json).toMatchObject({ archivedAt: expect.any(Number) as number });
    expect(reopened.json).not.toHaveProperty('archivedAt');
    expect((owned.json as KnownRoom).owners.map(({ id }) => id)).toContain(member.session.user.id);
    expect((await patch(`rooms/${secret.id}`, { archived: true })).status).toBe(404);
    expect((await entries(`about=${open.id}`)).map(({ action }) => action)).toEqual(['room.owner', 'room.reopened', 'room.archived']);
    [host, member].forEach((client) => client.close());
  });

  it('sets what the server is called without a password, and who may come in with one', async () => {
    const named = await patch('settings', { name: 'Our club' });
    const closed = await patch('settings', { guests: false });
    const guest = await call(`${server.url}/api/session`, { json: { name: 'Eve' } });
    const opened = await patch('settings', { guests: true, name: '' });

    expectToConform(settingsSchema, named.json);
    expect([named.json, closed.json, opened.json]).toEqual([
      { name: 'Our club', access: 'open', guests: true },
      { name: 'Our club', access: 'open', guests: false },
      { name: '', access: 'open', guests: true },
    ]);
    expect(guest.status).toBe(403);
  });

  it('signs somebody out everywhere', async () => {
    const [first, second] = [await signUp(server.url, 'lost-phone'), await signIn(server.url, 'lost-phone')];

    expect((await as(admin, `admin/users/${first.id}/sessions`)).json).toHaveLength(2);
    await as(admin, `admin/users/${first.id}/sessions`, { method: 'DELETE' });

    expect([await isLetIn(first.token), await isLetIn(second.token)]).toEqual([false, false]);
  });

  it('gives the audit list filtered, page by page, and whole as JSON Lines', async () => {
    for (let n = 0; n < 5; n++) await patch('settings', { name: `Name ${n}` });
    const page = await entries('limit=3&action=settings.changed');
    const next = await entries(`limit=3&action=settings.changed&before=${page.at(-1)?.id}`);
    const { text, headers } = await as(admin, 'admin/audit/export');
    const lines = text.trimEnd().split('\n').map((line) => JSON.parse(line) as AuditEntry);

    expectToConform(z.array(auditEntrySchema), page);
    expect(page.map(({ changes }) => changes['name'])).toEqual(['Name 4', 'Name 3', 'Name 2']);
    expect(next[0]?.changes['name']).toBe('Name 1');
    expect(headers.get('content-type')).toContain('application/x-ndjson');
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.slice(0, 3)).toEqual(page);
  });
});

interface OpenApi {
  paths: Record<string, Record<string, unknown>>;
}

describe('every route of administration', () => {
  let server: ServerProcess;
  let callers: Record<'admin' | 'member' | 'guest' | 'nobody', Record<string, string>>;
  let routes: { method: string; path: string }[];
  let target: SignedIn;

  beforeAll(async () => {
    server = await ServerProcess.start(NO_RATES);
    const admin = signedIn(await call(`${server.url}/api/setup`, { json: { login: 'admin', password, name: 'Admin', kind: 'token' } }));
    target = await signUp(server.url, 'target');
    const guest = signedIn(await call(`${server.url}/api/session`, { json: { name: 'Guest', kind: 'token' } }));
    const member = await signUp(server.url, 'member');
    const host = await ChatClient.enter(server.url, 'Host');
    const room = await host.createRoom('Of the table');
    host.close();
    callers = { admin: admin.headers, member: member.headers, guest: guest.headers, nobody: {} };
    const { paths } = (await call(`${server.url}/api/docs-json`)).json as OpenApi;
    routes = Object.entries(paths)
      .filter(([path]) => path.startsWith('/api/admin/'))
      .flatMap(([path, methods]) => Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path: path.replace(/\{\w+\}/u, path.includes('/rooms/') ? room.id : target.id) })));
  });
  afterAll(() => server.remove());

  /** What is right to send to each that changes something. */
  const bodyOf = (path: string) => {
    if (path.endsWith('/settings')) return { name: 'Changed' };
    return path.includes('/rooms/') ? { archived: true, password } : { deactivated: true, password };
  };
  const stateOf = async () => {
    const read = (path: string) => call(`${server.url}/api/admin/${path}`, { headers: callers.admin });
    return (await Promise.all(['users', 'rooms', 'settings', 'audit'].map(read))).map(({ text }) => text.replaceAll(/"usedAt":\d+/gu, ''));
  };

  it('is there for administrators alone: to members and guests there is nothing, and nothing changes', async () => {
    const before = await stateOf();
    expect(routes.length).toBeGreaterThanOrEqual(11);

    for (const [caller, status] of [['member', 404], ['guest', 404], ['nobody', 401]] as const) {
      for (const { method, path } of routes) {
        const body = method === 'GET' || method === 'DELETE' ? {} : { json: path.endsWith('/reset') ? { password } : bodyOf(path) };
        const answer = await call(server.url + path, { method, headers: callers[caller], ...body });
        expect([caller, method, path, answer.status]).toEqual([caller, method, path, status]);
        if (caller !== 'nobody') expect(answer.json).toEqual({ code: 'NOT_FOUND', message: 'There is nothing at this address.' });
      }
    }
    expect(await stateOf()).toEqual(before);
    expect((await call(`${server.url}/api/session`, { headers: target.headers })).status).toBe(200);
  });

  it('answers an administrator', async () => {
    for (const { method, path } of routes) {
      const body = method === 'GET' || method === 'DELETE' ? {} : { json: path.endsWith('/reset') ? { password } : bodyOf(path) };
      const { status } = await call(server.url + path, { method, headers: callers.admin, ...body });
      expect([method, path, status < 300]).toEqual([method, path, true]);
    }
  });
});
