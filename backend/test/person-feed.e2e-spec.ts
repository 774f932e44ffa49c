import { randomUUID } from 'node:crypto';
import type { MyRoom } from '../src/contract/room.ts';
import { ChatClient } from './kit/chat-client.ts';
import { NO_RATES, ServerProcess } from './kit/server-process.ts';
import { call } from './kit/rest.ts';

const clientId = () => randomUUID();

describe('a person on several devices', () => {
  let server: ServerProcess;
  let ann: ChatClient;
  let tab: ChatClient;
  let phone: ChatClient;

  beforeAll(async () => {
    server = await ServerProcess.start(NO_RATES);
    ann = await ChatClient.enter(server.url, 'Ann');
    tab = await ChatClient.enter(server.url, 'Bob');
    phone = await ChatClient.resume(server.url, tab.session);
    await Promise.all([ann, tab, phone].map((client) => client.do('me:sync', {})));
  });
  afterAll(async () => {
    [ann, tab, phone].forEach((client) => client.close());
    await server.remove();
  });

  /** What the device was told last of the room. */
  const told = (client: ChatClient, roomId: string): MyRoom | undefined =>
    client.factsOf('me:changed').flatMap(({ rooms }) => rooms).findLast(({ room }) => room.id === roomId);
  const hears = (client: ChatClient, roomId: string, condition: (mine: MyRoom) => boolean) =>
    client.hears('me:changed', ({ rooms }) => rooms.some((mine) => mine.room.id === roomId && condition(mine)));
  const bothHear = (roomId: string, condition: (mine: MyRoom) => boolean) => Promise.all([tab, phone].map((client) => hears(client, roomId, condition)));

  async function shared(name: string): Promise<string> {
    const { id } = await ann.createRoom(name);
    await tab.joins(id);
    await bothHear(id, () => true);
    return id;
  }

  it('sees a room made, joined, renamed and left on one of them on the others', async () => {
    const own = await tab.createRoom('My own');
    await bothHear(own.id, ({ role }) => role === 'owner');
    const id = await shared('Ours');
    await ann.do('room:update', { roomId: id, clientId: clientId(), name: 'All of ours' });
    await bothHear(id, ({ room }) => room.name === 'All of ours');

    await phone.leaves(id);

    await Promise.all([tab, phone].map((client) => client.hears('me:changed', ({ removed }) => removed.includes(id))));
  });

  it('has the same unread and mentions on all of them, and none where it was read on one', async () => {
    const id = await shared('Reading');
    await ann.say(id, clientId(), 'hello');
    await ann.say(id, clientId(), `<@${tab.session.user.id}> and you?`);
    await bothHear(id, ({ unread, mentions }) => unread === 2 && mentions === 1);

    const marked = await phone.do('read:mark', { roomId: id, ordinal: 2 });

    expect(marked).toEqual({ unread: 0, mentions: 0 });
    await bothHear(id, ({ unread, mentions, readOrdinal }) => unread === 0 && mentions === 0 && readOrdinal === 2);
    await tab.do('read:mark', { roomId: id, ordinal: 1, unread: true });
    await bothHear(id, ({ unread, mentions }) => unread === 1 && mentions === 1);
  });

  it('is called by @here where it looks at the room, once however often it is said, and not where it looks away', async () => {
    const id = await shared('Here');
    const away = await ChatClient.enter(server.url, 'Cy');
    await away.joins(id);
    await Promise.all([ann.do('room:open', { roomId: id }), tab.do('room:open', { roomId: id })]);
    const said = { roomId: id, clientId: clientId(), body: 'Soup, <@here>!' };

    const first = await ann.do('message:send', said);
    await ann.do('room:close', { roomId: id });
    const again = await ann.do('message:send', said);

    expect(again).toEqual(first);
    await bothHear(id, ({ mentions }) => mentions === 1);
    expect((await away.do('me:sync', {})).rooms.find(({ room }) => room.id === id)?.mentions).toBe(0);
    await tab.do('message:send', { roomId: id, clientId: clientId(), body: '<@here>' });
    expect((await ann.do('me:sync', {})).rooms.find(({ room }) => room.id === id)?.mentions).toBe(0);
    away.close();
  });

  it('is told what is unread of an edited and a deleted message', async () => {
    const id = await shared('Second thoughts');
    const { id: first } = await ann.say(id, clientId(), 'for all');
    const { id: second } = await ann.say(id, clientId(), 'x');
    await ann.do('message:edit', { roomId: id, clientId: clientId(), id: second, body: `<@${tab.session.user.id}>` });
    await bothHear(id, ({ unread, mentions }) => unread === 2 && mentions === 1);

    await ann.do('message:delete', { roomId: id, clientId: clientId(), id: first });
    await bothHear(id, ({ unread, mentions }) => unread === 1 && mentions === 1);
    await ann.do('message:delete', { roomId: id, clientId: clientId(), id: second });

    await bothHear(id, ({ unread, mentions }) => unread === 0 && mentions === 0);
  });

  it('reads by writing, on all of them', async () => {
    const id = await shared('Writing');
    await ann.say(id, clientId());
    await bothHear(id, ({ unread }) => unread === 1);

    await phone.say(id, clientId());

    await bothHear(id, ({ unread, readOrdinal }) => unread === 0 && readOrdinal === 2);
  });

  it('learns of how loud a room is, wherever that was chosen', async () => {
    const id = await shared('Loud');

    await tab.do('room:notify', { roomId: id, level: 'mentions', mutedUntil: 2_000_000_000_000 });

    await bothHear(id, ({ level, mutedUntil }) => level === 'mentions' && mutedUntil === 2_000_000_000_000);
  });

  it('has a favourite on all of them and nowhere else, until it is none', async () => {
    const id = await shared('Favourite');

    await tab.do('room:favourite', { roomId: id, favourite: true });

    await bothHear(id, ({ favourite }) => favourite === true);
    expect((await phone.do('me:sync', {})).rooms.find(({ room }) => room.id === id)?.favourite).toBe(true);
    expect((await ann.do('me:sync', {})).rooms.find(({ room }) => room.id === id)?.favourite).toBeUndefined();
    const headers = { authorization: `Bearer ${phone.session.token}` };
    expect((await call(`${server.url}/api/rooms/${id}/favourite`, { method: 'PUT', headers, json: { favourite: false } })).status).toBe(200);
    await bothHear(id, ({ favourite }) => favourite === undefined);
  });

  it('has what was begun on one of them on the others, until it is cleared', async () => {
    const id = await shared('Drafts');
    const { id: answered } = await ann.say(id, clientId());

    await tab.do('draft:set', { roomId: id, body: ' half a ', replyTo: answered });

    await bothHear(id, ({ draft }) => draft?.body === ' half a ' && draft.replyTo === answered);
    expect((await phone.do('me:sync', {})).rooms.find(({ room }) => room.id === id)?.draft).toMatchObject({ body: ' half a ' });
    expect((await ann.do('me:sync', {})).rooms.find(({ room }) => room.id === id)?.draft).toBeUndefined();
    await phone.do('draft:set', { roomId: id, body: '' });
    await bothHear(id, ({ draft }) => draft === undefined);
  });

  it('finds nothing of what it had begun after it left and came back', async () => {
    const id = await shared('Left behind');
    await tab.do('draft:set', { roomId: id, body: 'half' });
    await bothHear(id, ({ draft }) => draft?.body === 'half');

    await tab.leaves(id);
    await tab.joins(id);

    await bothHear(id, ({ draft }) => draft === undefined);
    expect((await phone.do('me:sync', {})).rooms.find(({ room }) => room.id === id)?.draft).toBeUndefined();
  });

  it('is given the difference, or everything where that is not known', async () => {
    const id = await shared('Difference');
    const { version } = await phone.do('me:sync', {});
    await ann.say(id, clientId());
    await bothHear(id, ({ unread }) => unread === 1);

    const since = await phone.do('me:sync', { since: version });
    const fromLongAgo = await phone.do('me:sync', { since: 1 });

    expect([since.reset, since.rooms.map(({ room }) => room.id), since.removed]).toEqual([false, [id], []]);
    expect(fromLongAgo.reset).toBe(true);
    expect(fromLongAgo.rooms.length).toBeGreaterThan(1);
  });

  it('is not told what all of their devices hear anyway', async () => {
    const id = await shared('Open everywhere');
    await Promise.all([tab.opens(id), phone.opens(id)]);
    const { seq } = await ann.say(id, clientId());
    await Promise.all([tab.sees(id, seq), phone.sees(id, seq)]);

    // Would have been told together with this.
    await ann.do('room:update', { roomId: id, clientId: clientId(), topic: 'new' });
    await hears(tab, id, ({ room }) => room.topic === 'new');

    expect(tab.factsOf('me:changed').flatMap(({ rooms }) => rooms).filter(({ room }) => room.id === id && room.lastOrdinal === 1 && room.topic === '')).toEqual([]);
    expect(told(tab, id)?.unread).toBe(1);
  });

  it('is listed their own rooms first, however many others there are', async () => {
    const mine = await tab.createRoom('Ostatni', 'private');
    const many = Array.from({ length: 3_000 }, (_, index) => index);
    while (many.length > 0) await Promise.all(many.splice(0, 200).map((index) => ann.createRoom(`Public ${index}`)));

    const page = (await (await phone.get(`${server.url}/api/rooms?limit=100`)).json()) as { id: string; membership?: object }[];
    const found = (await (await phone.get(`${server.url}/api/rooms?query=OSTATNI`)).json()) as { id: string }[];
    const own = (await phone.do('me:sync', {})).rooms.map(({ room }) => room.id);

    expect(page.map(({ membership }) => membership !== undefined)).toEqual([...own.map(() => true), ...Array.from({ length: 100 - own.length }, () => false)]);
    expect(page.slice(0, own.length).map(({ id }) => id)).toContain(mine.id);
    expect(found.map(({ id }) => id)).toEqual([mine.id]);
  });
});
