import { randomUUID } from 'node:crypto';
import type { MemberPage } from '../src/store/store.ts';
import { factSchemas } from '../src/wire/schemas/facts.ts';
import { meSchema } from '../src/wire/schemas/views.ts';
import { ChatClient } from './kit/chat-client.ts';
import { expectToConform } from './kit/conforms.ts';
import { call, enterByCookie, historyOf } from './kit/rest.ts';
import { NO_RATES, ServerProcess } from './kit/server-process.ts';

describe('oneself', () => {
  let server: ServerProcess;
  let host: ChatClient;

  beforeAll(async () => {
    server = await ServerProcess.start(NO_RATES);
    host = await ChatClient.enter(server.url, 'Marek');
  });
  afterAll(async () => {
    host.close();
    await server.remove();
  });

  const as = (client: ChatClient) => ({ authorization: `Bearer ${client.session.token}` });
  const rename = (client: ChatClient, name: string) => call(`${server.url}/api/me`, { method: 'PATCH', headers: as(client), json: { name } });
  const membersOf = async (roomId: string) => ((await (await host.get(`${server.url}/api/rooms/${roomId}/members`)).json()) as MemberPage).members.map(({ name }) => name).sort();

  async function withRoom(name: string) {
    const room = await host.createRoom(name);
    const ann = await ChatClient.enter(server.url, 'Ann');
    await Promise.all([host.opens(room.id), ann.enters(room.id)]);
    return { id: room.id, ann };
  }

  it('is told who one is', async () => {
    const ann = await ChatClient.enter(server.url, 'Ann');
    const { status, json } = await call(`${server.url}/api/me`, { headers: as(ann) });

    expect([status, json]).toEqual([200, { id: ann.session.user.id, name: 'Ann', kind: 'guest', roles: ['guest'] }]);
    expectToConform(meSchema, json);
    expect((await call(`${server.url}/api/me`)).status).toBe(401);
    ann.close();
  });

  it('is called otherwise at once: in what one says, in lists, and to those who look', async () => {
    const { id, ann } = await withRoom('Names');
    await host.hears('presence:changed', ({ roomId, joined }) => roomId === id && joined.some(({ name }) => name === 'Ann'));
    await ann.say(id, randomUUID(), 'before');

    const { status, json } = await rename(ann, '  Ania   Nowak ');
    const { seq } = await ann.say(id, randomUUID(), 'after');
    await host.sees(id, seq);

    expect([status, json]).toMatchObject([200, { id: ann.session.user.id, name: 'Ania Nowak' }]);
    const heard = await host.hears('person:changed', ({ roomId }) => roomId === id);
    expect(heard.person).toEqual({ id: ann.session.user.id, name: 'Ania Nowak' });
    expectToConform(factSchemas['person:changed'], heard);
    expect(host.eventsIn(id).at(-1)).toMatchObject({ body: 'after', author: { name: 'Ania Nowak' } });
    expect((await historyOf(server.url, host, id)).map(({ author }) => author.name)).toEqual(['Ann', 'Ania Nowak']);
    expect(await membersOf(id)).toEqual(['Ania Nowak', 'Marek']);
    ann.close();
    await host.hears('presence:changed', ({ roomId, left }) => roomId === id && left.some(({ name }) => name === 'Ania Nowak'));
    expect(await membersOf(id)).toEqual(['Ania Nowak', 'Marek']);
  });

  it('is called so on every device, in every session, and after a start', async () => {
    const { id, ann } = await withRoom('Devices');
    const phone = await ChatClient.resume(server.url, ann.session);
    await Promise.all([ann, phone].map((device) => device.do('me:sync', {})));

    await rename(ann, 'Ania');

    const [, told] = await Promise.all([ann, phone].map((device) => device.hears('me:changed', ({ me }) => me?.name === 'Ania')));
    expectToConform(factSchemas['me:changed'], told);
    const { seq } = await phone.say(id, randomUUID(), 'from the phone');
    await host.sees(id, seq);
    expect(host.eventsIn(id).at(-1)).toMatchObject({ author: { name: 'Ania' } });
    const back = await ChatClient.resume(server.url, ann.session);
    expect((await back.do('me:sync', {})).me.name).toBe('Ania');
    [ann, phone, back].forEach((device) => device.close());
  });

  it('is told nothing of rooms that one does not look at, and nobody else is', async () => {
    const secret = await host.createRoom('Secret', 'private');
    const { id, ann } = await withRoom('Public');
    const stranger = await ChatClient.enter(server.url, 'Stranger');
    await stranger.do('me:sync', {});
    const other = await host.createRoom('Elsewhere');
    await stranger.opens(other.id);
    await Promise.all([host.opens(secret.id), host.do('me:sync', {})]);

    await rename(host, 'Marek M');
    await ann.hears('person:changed', ({ roomId }) => roomId === id);
    await stranger.hears('person:changed', ({ roomId }) => roomId === other.id);

    expect(ann.factsOf('person:changed').map(({ roomId }) => roomId)).toEqual([id]);
    expect(stranger.factsOf('person:changed').map(({ roomId }) => roomId)).toEqual([other.id]);
    expect(stranger.factsOf('me:changed')).toEqual([]);
    await rename(host, 'Marek');
    [ann, stranger].forEach((client) => client.close());
  });

  it('may not be called so by another page, nor too often', async () => {
    const cookie = await enterByCookie(server.url, 'Ann');
    const foreign = await call(`${server.url}/api/me`, { method: 'PATCH', headers: { cookie, origin: 'https://elsewhere.example' }, json: { name: 'Eve' } });
    const ann = await ChatClient.enter(server.url, 'Ann');
    const answers = [];
    for (let n = 0; n < 12; n++) answers.push(await rename(ann, `Ann ${n}`));

    expect(foreign.status).toBe(403);
    expect(answers.slice(0, 10).every(({ status }) => status === 200)).toBe(true);
    expect(answers.at(-1)).toMatchObject({ status: 429, json: { code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) as number } });
    ann.close();
  });

  describe('chooses how loud a room is', () => {
    const setNotify = (client: ChatClient, room: string, json: object) => call(`${server.url}/api/rooms/${room}/notify`, { method: 'PUT', headers: as(client), json });

    it('by its id or its slug, on all devices', async () => {
      const { id, ann } = await withRoom('Loud');
      await ann.do('me:sync', {});

      const { status } = await setNotify(ann, 'loud', { level: 'mentions', mutedUntil: 2_000_000_000_000 });
      const hears = (condition: (mine: { level: string; mutedUntil?: number }) => boolean) => ann.hears('me:changed', ({ rooms }) => rooms.some((mine) => mine.room.id === id && condition(mine)));
      await hears(({ level, mutedUntil }) => level === 'mentions' && mutedUntil === 2_000_000_000_000);
      const again = await setNotify(ann, id, { level: 'none' });
      await hears(({ level, mutedUntil }) => level === 'none' && mutedUntil === undefined);

      expect([status, again.status]).toEqual([200, 200]);
      ann.close();
    });

    it('only where one is a member, and of what there is', async () => {
      const secret = await host.createRoom('Quiet', 'private');
      const open = await host.createRoom('Open to all');
      const eve = await ChatClient.enter(server.url, 'Eve');
      const answers = await Promise.all([
        setNotify(eve, secret.id, { level: 'all' }),
        setNotify(eve, 'nowhere', { level: 'all' }),
        setNotify(eve, open.id, { level: 'all' }),
        setNotify(host, open.id, { level: 'loud' }),
        setNotify(host, open.id, { level: 'all', mutedUntil: -1 }),
        setNotify(host, open.id, { level: 'all', roomId: secret.id }),
      ]);

      expect(answers.map(({ json }) => (json as { code: string }).code)).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_A_MEMBER', 'INVALID', 'INVALID', 'INVALID']);
      expect(answers[0]?.json).toEqual(answers[1]?.json);
      eve.close();
    });
  });
});
