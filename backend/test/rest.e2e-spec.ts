import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { LIMITS } from '../src/contract/limits.ts';
import type { Message } from '../src/contract/room-events.ts';
import type { Room } from '../src/contract/room.ts';
import { failureSchema, messageSchema, roomSchema, sessionSchema } from '../src/wire/schemas/views.ts';
import { ChatClient } from './kit/chat-client.ts';
import { expectToConform } from './kit/conforms.ts';
import { countTo } from './kit/numbers.ts';
import { call, type Answer, type Call } from './kit/rest.ts';
import { NO_RATES, ServerProcess } from './kit/server-process.ts';

const SESSIONS_A_MINUTE = 60;

describe('the REST side', () => {
  let server: ServerProcess;
  let ann: ChatClient;
  let ben: ChatClient;

  beforeAll(async () => {
    server = await ServerProcess.start({ ...NO_RATES, RATE_SESSIONS_PER_MINUTE: `${SESSIONS_A_MINUTE}` });
    [ann, ben] = await Promise.all([ChatClient.enter(server.url, 'Ann'), ChatClient.enter(server.url, 'Ben')]);
  });
  afterAll(() => server.remove());

  const ask = (path: string, options: Call = {}) => call(server.url + path, options);
  const as = (person: ChatClient) => ({ authorization: `Bearer ${person.session.token}` });
  const post = (path: string, json: unknown, person: ChatClient | null = ann) => ask(path, { json, headers: person === null ? {} : as(person) });
  const get = (path: string, person: ChatClient | null = ann) => ask(path, { headers: person === null ? {} : as(person) });

  function expectFailure({ status, json }: Answer, expected: number, code: string): void {
    expectToConform(failureSchema, json);
    expect([status, json]).toEqual([expected, expect.objectContaining({ code })]);
  }

  it('opens, shows and ends a session', async () => {
    const opened = await post('/api/session', { name: '  Żaneta   Nowa ', kind: 'token' }, null);
    const { token, ...rest } = sessionSchema.parse(opened.json);
    const headers = { authorization: `Bearer ${token ?? ''}` };
    const shown = await ask('/api/session', { headers });
    const ended = await ask('/api/session', { method: 'DELETE', headers });
    const gone = await ask('/api/session', { headers });

    expect(opened.status).toBe(201);
    expect(rest.user.name).toBe('Żaneta Nowa');
    expect([shown.status, shown.json]).toEqual([200, rest]);
    expect([ended.status, ended.text]).toEqual([204, '']);
    expectFailure(gone, 401, 'UNAUTHENTICATED');
  });

  it.each([
    [{}, 400, 'INVALID'],
    [{ name: '\u200b' }, 400, 'INVALID'],
    [{ name: 'Ann', kind: 'robot' }, 400, 'INVALID'],
    [{ name: 'Ann', admin: true }, 400, 'INVALID'],
    [{ name: 'n'.repeat(LIMITS.userNameLength + 1) }, 413, 'TOO_LARGE'],
    [['Ann'], 400, 'INVALID'],
  ])('opens no session for %j', async (wanted, status, code) => {
    expectFailure(await post('/api/session', wanted, null), status, code);
  });

  it('makes a room that everybody finds, by id and by slug', async () => {
    const made = await post('/api/rooms', { name: 'Łódź Café', topic: 'Tea', visibility: 'public' });
    const { id, slug } = made.json as Room;
    const found = await Promise.all([get(`/api/rooms/${id}`), get(`/api/rooms/${slug}`), get(`/api/rooms/${id}`, null)]);

    expectToConform(roomSchema, made.json);
    expect([made.status, slug, (made.json as Room).head]).toEqual([201, 'lodz-cafe', 3]);
    for (const { json } of found) expectToConform(roomSchema, json);
    expect(found.map(({ json }) => (json as Room).name)).toEqual(Array(3).fill('Łódź Café'));
    expect(found.map(({ json }) => (json as Room).membership)).toEqual([{ role: 'owner', readOrdinal: 0 }, { role: 'owner', readOrdinal: 0 }, undefined]);
  });

  it.each(['TEA HOUSE', 'tea  house', 'ＴＥＡ ＨＯＵＳＥ', 'Tea\u00a0House'])('knows that %s is taken by Tea House', async (name) => {
    await post('/api/rooms', { name: 'Tea House', visibility: 'public' });

    expectFailure(await post('/api/rooms', { name, visibility: 'public' }, ben), 409, 'NAME_TAKEN');
  });

  it('lists public rooms to all, private ones to members, page by page', async () => {
    const secret = (await post('/api/rooms', { name: 'Secret', visibility: 'private' })).json as Room;
    for (const n of countTo(5)) await post('/api/rooms', { name: `Page ${n}`, visibility: 'public' });
    const whole = (await get('/api/rooms', null)).json as Room[];
    const pages: Room[] = [];
    for (let page = await pageAfter(''); page.length > 0; page = await pageAfter(`&after=${pages.at(-1)?.id ?? ''}`)) pages.push(...page);
    const own = (await get('/api/rooms')).json as Room[];

    expectToConform(z.array(roomSchema), whole);
    expectToConform(z.array(roomSchema), own);
    expect(whole.map(({ name }) => name)).toEqual(expect.arrayContaining(['Page 1', 'Page 5']));
    expect(pages.map(({ id }) => id)).toEqual(whole.map(({ id }) => id));
    expect(own.filter(({ visibility }) => visibility === 'private').map(({ id }) => id)).toEqual([secret.id]);
    expect(JSON.stringify([whole, (await get('/api/rooms', ben)).json])).not.toContain(secret.id);

    async function pageAfter(after: string): Promise<Room[]> {
      return (await get(`/api/rooms?limit=2${after}`, null)).json as Room[];
    }
  });

  it('gives history by ordinal, oldest first', async () => {
    const room = await ann.createRoom('History');
    await Promise.all(countTo(120).map((n) => ann.say(room.id, `m${n}`)));
    const page = async (query: string) => (await get(`/api/rooms/${room.slug}/messages${query}`, ben)).json as Message[];
    const ordinals = async (query: string) => (await page(query)).map(({ ordinal }) => ordinal);

    expectToConform(z.array(messageSchema), await page('?limit=3'));
    expect(await ordinals('')).toEqual(countTo(120).slice(-LIMITS.messagesPerPage));
    expect(await ordinals('?limit=3')).toEqual([118, 119, 120]);
    expect(await ordinals('?before=4')).toEqual([1, 2, 3]);
    expect(await ordinals('?before=100&limit=2')).toEqual([98, 99]);
    expect(await ordinals('?after=0&limit=2')).toEqual([1, 2]);
    expect(await ordinals('?after=118')).toEqual([119, 120]);
    expect(await ordinals('?after=120')).toEqual([]);
    expect(await ordinals('?after=10&before=13')).toEqual([11, 12]);
    expect(await ordinals('?around=50&limit=5')).toEqual([48, 49, 50, 51, 52]);
    expect(await ordinals('?around=1&limit=5')).toEqual([1, 2, 3, 4, 5]);

    const at = (await page('?around=50&limit=1'))[0]?.at ?? 0;
    const first = (await page('')).concat(await page('?before=21')).filter((message) => message.at >= at).sort((a, b) => a.ordinal - b.ordinal)[0]?.ordinal ?? 0;
    expect(await ordinals(`?at=${at}&limit=1`)).toEqual([first]);
    // All of them may have been said in one millisecond: then it is the very first, and nothing stands before it.
    const from = Math.max(1, first - 1);
    expect(await ordinals(`?at=${at}&limit=3`)).toEqual([from, from + 1, from + 2]);
    expect(await ordinals('?at=0&limit=2')).toEqual([1, 2]);
    expect(await ordinals(`?at=${Date.now() + 60_000}`)).toEqual([]);
  });

  it.each(['limit=0', 'limit=101', 'limit=two', 'before=0', 'after=-1', 'after=1.5', 'at=-1', 'at=soon', 'since=1', 'limit=1&limit=2'])('gives no history for %s', async (query) => {
    const room = await ann.createRoom(`Not ${query.replaceAll(/\W/gu, ' ')}`);

    expectFailure(await get(`/api/rooms/${room.id}/messages?${query}`), 400, 'INVALID');
  });

  it('says who may not, and what is not there', async () => {
    const secret = await ann.createRoom('Very secret', 'private');

    expectFailure(await get(`/api/rooms/${secret.id}`, ben), 404, 'NOT_FOUND');
    expectFailure(await get(`/api/rooms/${secret.slug}`, null), 404, 'NOT_FOUND');
    expectFailure(await get(`/api/rooms/${secret.id}/messages`, ben), 404, 'NOT_FOUND');
    expectFailure(await post(`/api/rooms/${secret.id}/messages`, { body: 'x' }, ben), 404, 'NOT_FOUND');
    expectFailure(await ask(`/api/rooms/${secret.id}`, { method: 'PATCH', json: { name: 'Mine' }, headers: as(ben) }), 404, 'NOT_FOUND');
    expectFailure(await get(`/api/rooms/${secret.id}/messages`, null), 401, 'UNAUTHENTICATED');
    expectFailure(await post('/api/rooms', { name: 'Nobody', visibility: 'public' }, null), 401, 'UNAUTHENTICATED');
    expectFailure(await get('/api/rooms/nowhere'), 404, 'NOT_FOUND');
    expectFailure(await get('/api/rooms/nowhere/messages'), 404, 'NOT_FOUND');
    expectFailure(await get(`/api/rooms/${'r'.repeat(LIMITS.idLength + 1)}`), 413, 'TOO_LARGE');
  });

  it.each(['/api/nothing', '/api', '/api/rooms/a/b/c', '/api/session/mine'])('answers %s with JSON, also to a browser', async (path) => {
    expectFailure(await ask(path, { headers: { accept: 'text/html' } }), 404, 'NOT_FOUND');
  });

  it('refuses bodies that are too large, broken or of another kind', async () => {
    const large = await ask('/api/rooms', { body: JSON.stringify({ name: 'n'.repeat(LIMITS.packetBytes) }), headers: as(ann) });
    const broken = await ask('/api/rooms', { body: '{"name":', headers: as(ann) });
    const other = await ask('/api/rooms', { body: 'name=Form', headers: { ...as(ann), 'content-type': 'application/x-www-form-urlencoded' } });
    const address = await get('/api/rooms/%E0%A4%A');

    expectFailure(large, 413, 'TOO_LARGE');
    for (const refused of [broken, other, address]) expectFailure(refused, 400, 'INVALID');
  });

  it('is alive and ready', async () => {
    expect([(await ask('/api/health/live')).status, (await ask('/api/health/ready')).status]).toEqual([200, 200]);
  });

  it('sets the security headers on every kind of answer', async () => {
    const paths = ['/', '/api/rooms', '/api/nothing', '/api/session', '/api/docs', '/api/docs-json', '/api/docs/events', '/metrics', '/api/health/live', '/main-none.js'];
    const answers = [...(await Promise.all(paths.map((path) => ask(path)))), await ask('/api/rooms', { body: '{' })];

    for (const { headers } of answers) {
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });

  const hasPage = existsSync(resolve(import.meta.dirname, '../../dist/frontend/browser/index.html'));
  (hasPage ? it.each : it.skip.each)(['/', '/rooms/anything', '/rooms/a/b'])('serves the page at %s', async (path) => {
    const { status, headers, text } = await ask(path, { headers: { accept: 'text/html' } });

    expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([200, expect.stringMatching('^text/html'), 'no-cache']);
    expect(text).toContain('<base href="/"');
  });

  it('lets no address open sessions without end', async () => {
    const crowd = await Promise.all(countTo(2 * SESSIONS_A_MINUTE + 20).map((n) => post('/api/session', { name: `Crowd ${n}` }, null)));
    const refused = crowd.filter(({ status }) => status !== 201);
    const [first] = refused;
    if (first === undefined) throw new Error('Some of so many come too fast.');

    for (const answer of refused) expectFailure(answer, 429, 'RATE_LIMITED');
    expect(Number(first.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await get('/api/session')).status).toBe(200);
  });
});
