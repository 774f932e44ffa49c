import { randomUUID } from 'node:crypto';
import type { SearchPage } from '../src/contract/rest.ts';
import type { Room } from '../src/contract/room.ts';
import { ChatClient } from './kit/chat-client.ts';
import { call } from './kit/rest.ts';
import { NO_RATES, ServerProcess } from './kit/server-process.ts';

const again = () => randomUUID();
const word = () => `w${again().replaceAll('-', '')}`;
const idOf = ({ session }: ChatClient) => session.user.id;

describe('search', () => {
  let server: ServerProcess;

  beforeAll(async () => {
    server = await ServerProcess.start(NO_RATES);
  });
  afterAll(() => server.remove());

  const enter = (name: string) => ChatClient.enter(server.url, name);
  const ask = ({ session }: ChatClient, params: Record<string, string>, at = server) =>
    call(`${at.url}/api/search?${new URLSearchParams(params).toString()}`, { headers: { authorization: `Bearer ${session.token}` } });
  const say = (who: ChatClient, roomId: string, body: string) => who.say(roomId, again(), body);
  const page = async (who: ChatClient, params: Record<string, string>, at = server) => (await ask(who, params, at)).json as SearchPage;
  const bodies = async (who: ChatClient, q: string, at = server) => (await page(who, { q }, at)).hits.map(({ snippet }) => snippet.map(({ text }) => text).join(''));

  it('finds what was said a moment ago, with where it stands, who said it and what of it was looked for', async () => {
    const ann = await enter('Ann');
    const room = await ann.createRoom(`Żółta ${again()}`);
    const rare = word();
    await say(ann, room.id, `Zażółć ${rare} gęślą`);

    const { hits, rooms, next, indexing } = await page(ann, { q: `ZAZOLC "${rare} ges"` });

    expect(hits).toMatchObject([{ roomId: room.id, ordinal: 1, author: { id: idOf(ann), name: 'Ann' } }]);
    expect(hits[0]?.snippet).toEqual([{ text: 'Zażółć', hit: true }, { text: ' ' }, { text: `${rare} gęś`, hit: true }, { text: 'lą' }]);
    expect(rooms).toEqual([{ id: room.id, slug: room.slug, kind: 'room', name: room.name }]);
    expect([next, indexing]).toEqual([null, false]);
  });

  it('shows nothing of rooms that one may not read, and says nothing of them', async () => {
    const [ann, bob] = [await enter('Ann'), await enter('Bob')];
    const secret = await ann.createRoom(`Secret ${again()}`, 'private');
    const rare = word();
    await say(ann, secret.id, `${rare} in private`);

    expect(await bodies(ann, rare)).toHaveLength(1);
    expect(await page(bob, { q: rare })).toEqual({ hits: [], rooms: [], next: null, indexing: false });
    const [hidden, none] = [await ask(bob, { q: rare, room: secret.id }), await ask(bob, { q: rare, room: 'nowhere' })];
    expect([hidden.status, hidden.text]).toEqual([404, none.text]);
    expect((await ask(bob, { q: `in:${secret.slug} ${rare}` })).status).toBe(404);
  });

  it('goes by what one may read now: after joining, removal, a ban, and a change of visibility', async () => {
    const [ann, bob] = [await enter('Ann'), await enter('Bob')];
    const room: Room = await ann.createRoom(`Club ${again()}`);
    const rare = word();
    await say(ann, room.id, rare);
    await bob.joins(room.id);
    expect(await bodies(bob, rare)).toHaveLength(1);

    await ann.do('room:update', { roomId: room.id, visibility: 'private', clientId: again() });
    expect(await bodies(bob, rare)).toHaveLength(1);
    await ann.do('member:set', { roomId: room.id, userId: idOf(bob), removed: true, clientId: again() });
    expect(await bodies(bob, rare)).toEqual([]);
    await ann.do('room:update', { roomId: room.id, visibility: 'public', clientId: again() });
    expect(await bodies(bob, rare)).toHaveLength(1);
    await ann.do('member:set', { roomId: room.id, userId: idOf(bob), banned: true, clientId: again() });
    expect(await bodies(bob, rare)).toEqual([]);
  });

  it('knows of edits and deletions at once', async () => {
    const ann = await enter('Ann');
    const room = await ann.createRoom(`Room ${again()}`);
    const [before, after] = [word(), word()];
    const { id } = await say(ann, room.id, before);
    expect(await bodies(ann, before)).toHaveLength(1);

    await ann.do('message:edit', { roomId: room.id, id, body: after, clientId: again() });
    expect([await bodies(ann, before), await bodies(ann, after)]).toEqual([[], [after]]);
    await ann.do('message:delete', { roomId: room.id, id, clientId: again() });
    expect(await bodies(ann, after)).toEqual([]);
  });

  it('narrows by who, where, what and when', async () => {
    const [ann, bob] = [await enter(`Anielka${word()}`), await enter('Bob')];
    const [one, two] = [await ann.createRoom(`One ${again()}`), await ann.createRoom(`Two ${again()}`)];
    await bob.joins(one.id);
    const rare = word();
    await say(ann, one.id, `${rare} https://example.org`);
    await say(bob, one.id, `${rare} <@${idOf(ann)}> look`);
    await say(ann, two.id, `${rare} \`code\``);

    const ordinals = async (q: string) => (await page(ann, { q: `${rare} ${q}` })).hits.map(({ roomId, ordinal }) => `${roomId === one.id ? 'one' : 'two'}/${ordinal}`);

    expect(await ordinals('')).toEqual(['two/1', 'one/2', 'one/1']);
    expect(await ordinals('from:me')).toEqual(['two/1', 'one/1']);
    expect(await ordinals(`from:${ann.session.user.name.slice(0, 20)}`)).toEqual(['two/1', 'one/1']);
    expect(await ordinals(`from:${idOf(bob)}`)).toEqual(['one/2']);
    expect(await ordinals(`in:${one.slug}`)).toEqual(['one/2', 'one/1']);
    expect(await ordinals('has:link')).toEqual(['one/1']);
    expect(await ordinals('has:code')).toEqual(['two/1']);
    expect(await ordinals('mentions:me')).toEqual(['one/2']);
    expect(await ordinals('is:pinned')).toEqual([]);
    expect(await ordinals('before:2020-01-01')).toEqual([]);
    expect(await ordinals('after:2020-01-01')).toHaveLength(3);
    expect((await page(ann, { q: rare, has: 'link,code' })).hits).toEqual([]);
  });

  it('goes on where a page ended', async () => {
    const ann = await enter('Ann');
    const room = await ann.createRoom(`Long ${again()}`);
    const rare = word();
    for (let count = 0; count < 7; count++) await say(ann, room.id, `${rare} ${count}`);

    const found: number[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { hits, next }: SearchPage = await page(ann, { q: rare, limit: '3', ...(cursor !== '' && { cursor }) });
      found.push(...hits.map(({ ordinal }) => ordinal));
      cursor = next;
    }

    expect(found).toEqual([7, 6, 5, 4, 3, 2, 1]);
    expect((await page(ann, { q: rare, order: 'best' })).hits).toHaveLength(7);
  });

  it.each([
    ['too many words', { q: Array.from({ length: 21 }, (_, index) => `w${index}x`).join(' ') }],
    ['a kind that is none', { has: 'money' }],
    ['a cursor that is none', { q: 'x', cursor: '1; DROP TABLE' }],
    ['a filter that is none', { q: 'x', sort: 'up' }],
  ])('refuses %s', async (_, params) => {
    const ann = await enter('Ann');

    expect(await ask(ann, params)).toMatchObject({ status: 400, json: { code: 'INVALID' } });
  });

  it('refuses a text that is too long', async () => {
    const ann = await enter('Ann');

    expect(await ask(ann, { q: 'x'.repeat(501) })).toMatchObject({ status: 413, json: { code: 'TOO_LARGE' } });
  });

  it.each(['"', "'); DROP TABLE messages; --", 'NEAR(a b)', '* OR *', '^x', '\u0000', '%', '{}:', '\ud83c', 'a'.repeat(500), '"" "" ""'])('takes %j as a text', async (q) => {
    const ann = await enter('Ann');

    expect((await ask(ann, { q })).status).toBe(200);
  });

  it('asks for a session', async () => {
    expect((await call(`${server.url}/api/search?q=x`)).status).toBe(401);
  });

  it('finds all that was acknowledged after the server was killed, indexed or not', async () => {
    const own = await ServerProcess.start(NO_RATES);
    try {
      const ann = await ChatClient.enter(own.url, 'Ann');
      const room = await ann.createRoom('Fragile');
      const rare = word();
      await Promise.all(Array.from({ length: 100 }, (_, index) => say(ann, room.id, `${rare} ${index}`)));
      await own.kill();
      await own.restart();

      const found = new Set<number>();
      for (let cursor: string | null = ''; cursor !== null; ) {
        const { hits, next }: SearchPage = await page(ann, { q: rare, limit: '50', ...(cursor !== '' && { cursor }) }, own);
        hits.forEach(({ ordinal }) => found.add(ordinal));
        cursor = next;
      }

      expect(found.size).toBe(100);
    } finally {
      await own.remove();
    }
  });
});
