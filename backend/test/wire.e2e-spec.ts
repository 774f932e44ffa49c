import type { Room } from '../src/contract/room.ts';
import { ChatClient, until } from './kit/chat-client.ts';
import { checked, expectFactsToConform } from './kit/conforms.ts';
import { countTo } from './kit/numbers.ts';
import { metricOf } from './kit/rest.ts';
import { NO_RATES, ServerProcess } from './kit/server-process.ts';

describe('the wire', () => {
  let server: ServerProcess;
  let ann: ChatClient;
  let ben: ChatClient;
  let room: Room;
  let rooms = 0;

  beforeAll(async () => {
    server = await ServerProcess.start(NO_RATES);
    [ann, ben] = await Promise.all([ChatClient.enter(server.url, 'Ann'), ChatClient.enter(server.url, 'Ben')]);
  });
  afterAll(() => server.remove());
  beforeEach(async () => {
    room = await ann.createRoom(`Room ${++rooms}`);
    await Promise.all([ann, ben].map((person) => person.do('room:join', { roomId: room.id })));
  });

  it('answers every command as its schema says', async () => {
    const created = await checked(ann, 'room:create', { name: 'Every command', topic: 'All of them', visibility: 'public' });
    const roomId = created.room.id;
    const joined = await checked(ben, 'room:join', { roomId });
    const stored = await checked(ben, 'message:send', { roomId, clientId: 'a', body: 'A question' });
    await checked(ann, 'message:send', { roomId, clientId: 'a', body: 'An answer', replyTo: stored.id });
    await checked(ben, 'room:join', { roomId, since: { epoch: joined.epoch, seq: joined.head } });
    const synced = await checked(ann, 'room:sync', { roomId, epoch: joined.epoch, after: 0 });
    await checked(ann, 'room:sync', { roomId, epoch: 'another', after: 0 });
    await checked(ann, 'typing:set', { roomId, typing: true });
    await checked(ann, 'read:mark', { roomId, ordinal: 1 });
    await checked(ben, 'room:leave', { roomId });

    expect(created.room).toMatchObject({ name: 'Every command', slug: 'every-command', topic: 'All of them', head: 1, membership: { readOrdinal: 0 } });
    expect(joined).toMatchObject({ reset: true, messages: [], head: 2, memberCount: 2 });
    expect('events' in synced && synced.events.map(({ type, seq }) => [seq, type])).toEqual([
      [1, 'member.joined'],
      [2, 'member.joined'],
      [3, 'message.posted'],
      [4, 'message.posted'],
    ]);
    expect('events' in synced && synced.events[3]).toMatchObject({ body: 'An answer', replyTo: stored.id, ordinal: 2, author: ann.session.user });
  });

  it('shows the members who leave, and lets them say no more', async () => {
    await ben.do('room:leave', { roomId: room.id });
    await ann.sees(room.id, 3);
    const refused = await ben.try('message:send', { roomId: room.id, clientId: 'late', body: 'late' });

    expect(ann.eventsIn(room.id).at(-1)).toMatchObject({ type: 'member.left', author: ben.session.user });
    expect(refused).toMatchObject({ ok: false, code: 'NOT_A_MEMBER' });
  });

  it('keeps strangers out of a private room, but not its creator', async () => {
    const closed = await ann.createRoom('Ours', 'private');
    const refused = await ben.try('room:join', { roomId: closed.id });
    await ann.do('room:leave', { roomId: closed.id });
    const joined = await ann.do('room:join', { roomId: closed.id });
    const sibling = await ann.createRoom('Told to all after it');
    await ben.hears('rooms:changed', ({ created }) => created.some(({ id }) => id === sibling.id));

    expect(refused).toMatchObject({ ok: false, code: 'FORBIDDEN' });
    expect(joined.room.visibility).toBe('private');
    expect(ann.factsOf('rooms:changed').flatMap(({ created }) => created)).toContainEqual(expect.objectContaining({ id: closed.id }));
    expect(JSON.stringify(ben.factsOf('rooms:changed'))).not.toContain(closed.id);
  });

  it('tells who writes, until they stop or go', async () => {
    const inRoom = (names: string[]) => (fact: { roomId: string; names: string[] }) => fact.roomId === room.id && String(fact.names) === String(names);
    const stopsIn = () => ben.factsOf('typing:changed').filter(inRoom([])).length;

    await ann.do('typing:set', { roomId: room.id, typing: true });
    await ben.hears('typing:changed', inRoom(['Ann']));
    await ann.do('typing:set', { roomId: room.id, typing: false });
    await ben.hears('typing:changed', inRoom([]));
    const passing = await ChatClient.enter(server.url, 'Passing');
    await passing.do('room:join', { roomId: room.id });
    await passing.do('typing:set', { roomId: room.id, typing: true });
    await ben.hears('typing:changed', inRoom(['Passing']));
    passing.close();

    await until(() => stopsIn() === 2, 'the one who went to write no more');
  });

  it('counts people, not their sockets', async () => {
    const here = () => ben.factsOf('presence:changed').filter(({ roomId }) => roomId === room.id);
    const first = await ChatClient.enter(server.url, 'Two windows');
    const second = await ChatClient.resume(server.url, first.session);
    const { user } = first.session;
    const sockets = await metricOf(server.url, 'watek_sockets');

    await first.do('room:join', { roomId: room.id });
    await second.do('room:join', { roomId: room.id });
    await ben.hears('presence:changed', ({ roomId, joined }) => roomId === room.id && joined.some(({ id }) => id === user.id));
    first.close();
    await until(async () => (await metricOf(server.url, 'watek_sockets')) === sockets - 1, 'one window to close');
    const third = await ChatClient.enter(server.url, 'Third');
    await third.do('room:join', { roomId: room.id });
    const counted = await ben.hears('presence:changed', ({ roomId, joined }) => roomId === room.id && joined.some(({ name }) => name === 'Third'));
    const leftBefore = here().flatMap(({ left }) => left);
    second.close();
    const last = await ben.hears('presence:changed', ({ roomId, left }) => roomId === room.id && left.length > 0);
    third.close();

    expect(counted.online).toBe(4);
    expect(leftBefore).toEqual([]);
    expect(last).toMatchObject({ online: 3, joined: [], left: [user] });
  });

  it('tells everybody of new rooms and of what moves in them', async () => {
    const outsider = await ChatClient.enter(server.url, 'Outsider');
    const fresh = await ann.createRoom('News');
    const { created } = await outsider.hears('rooms:changed', (fact) => fact.created.some(({ id }) => id === fresh.id));
    await ann.say(fresh.id, 'first');
    await outsider.hears('rooms:changed', ({ updated }) => updated.some(({ id, head, lastOrdinal }) => id === fresh.id && head === 2 && lastOrdinal === 1));
    outsider.close();

    expect(created[0]).not.toHaveProperty('membership');
  });

  it('computes what is unread from positions that never move back', async () => {
    await Promise.all(countTo(5).map((n) => ann.say(room.id, `m${n}`)));
    const unread = [];
    for (const ordinal of [3, 1, 99]) unread.push((await ben.do('read:mark', { roomId: room.id, ordinal })).unread);
    const { room: seen } = await ben.do('room:join', { roomId: room.id });

    expect(unread).toEqual([2, 2, 0]);
    expect(seen).toMatchObject({ lastOrdinal: 5, membership: { readOrdinal: 5 } });
  });

  it('shows the same events by long polling, however long they are', async () => {
    const poller = await ChatClient.enter(server.url, 'Poller', { transports: ['polling'], upgrade: false });
    await poller.do('room:join', { roomId: room.id });
    const bodies = [...countTo(40).map((n) => `${n} ${'zażółć 🧵 '.repeat(n * 10)}`), 'x', 'y'.repeat(4_000)];
    await Promise.all(bodies.map((body, n) => (n % 2 === 0 ? poller : ann).say(room.id, `${n}`, body)));
    await Promise.all([poller, ann, ben].map((person) => person.sees(room.id, bodies.length + 3)));
    const seen = [poller, ann, ben].map((person) => person.eventsIn(room.id).filter(({ type }) => type === 'message.posted'));
    poller.close();

    expect(seen[0]?.map((event) => ('body' in event ? event.body : '')).sort()).toEqual([...bodies].sort());
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
  });

  it('tells the newest number now and then, and nothing that its schema does not know', async () => {
    await ann.say(room.id, 'last');
    await ben.hears('room:head', ({ roomId, head }) => roomId === room.id && head === 3);

    const told = new Set([...expectFactsToConform(ann), ...expectFactsToConform(ben)]);

    expect([...told].sort()).toEqual(['presence:changed', 'room:events', 'room:head', 'rooms:changed', 'typing:changed']);
  });
});
