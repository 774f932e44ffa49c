import type { Facts } from '../src/contract/facts.ts';
import type { Room } from '../src/contract/room.ts';
import { ChatClient } from './kit/chat-client.ts';
import { checked, expectFactsToConform } from './kit/conforms.ts';
import { countTo } from './kit/numbers.ts';
import { call, metricOf } from './kit/rest.ts';
import { NO_RATES, ServerProcess } from './kit/server-process.ts';
import { until } from './kit/until.ts';

describe('the wire', () => {
  let server: ServerProcess;
  let ann: ChatClient;
  let ben: ChatClient;
  let room: Room;
  let rooms = 0;

  beforeAll(async () => {
    server = await ServerProcess.start({ ...NO_RATES, FAULT_INJECTION: 'on' });
    [ann, ben] = await Promise.all([ChatClient.enter(server.url, 'Ann'), ChatClient.enter(server.url, 'Ben')]);
  });
  afterAll(() => server.remove());
  beforeEach(async () => {
    room = await ann.createRoom(`Room ${++rooms}`);
    await Promise.all([ann, ben].map((person) => person.enters(room.id)));
  });

  it('answers every command as its schema says', async () => {
    const created = await checked(ann, 'room:create', { name: 'Every command', topic: 'All of them', visibility: 'public', clientId: 'create' });
    const roomId = created.room.id;
    const opened = await checked(ben, 'room:open', { roomId });
    await checked(ben, 'room:join', { roomId, clientId: 'join' });
    const stored = await checked(ben, 'message:send', { roomId, clientId: 'a', body: 'A question' });
    const answer = await checked(ann, 'message:send', { roomId, clientId: 'a', body: 'An answer', replyTo: stored.id });
    await checked(ben, 'room:open', { roomId, since: { epoch: opened.epoch, seq: opened.head } });
    await checked(ann, 'message:edit', { roomId, clientId: 'b', id: answer.id, body: 'A better answer' });
    await checked(ann, 'message:delete', { roomId, clientId: 'c', id: stored.id });
    await checked(ann, 'room:update', { roomId, clientId: 'd', topic: 'Most of them' });
    await checked(ann, 'member:set', { roomId, clientId: 'e', userId: ben.session.user.id, role: 'moderator' });
    await checked(ben, 'typing:set', { roomId, typing: true });
    await checked(ann, 'read:mark', { roomId, ordinal: 1 });
    await checked(ann, 'room:notify', { roomId, level: 'mentions' });
    await checked(ann, 'room:favourite', { roomId, favourite: true });
    await checked(ben, 'draft:set', { roomId, body: 'Half a' });
    await checked(ben, 'room:leave', { roomId, clientId: 'leave' });
    await checked(ann, 'room:close', { roomId });
    await checked(ann, 'directory:watch', { watching: true });
    await checked(ann, 'me:sync', {});
    const synced = await checked(ann, 'room:sync', { roomId, epoch: opened.epoch, after: 0 });
    await checked(ann, 'room:sync', { roomId, epoch: 'another', after: 0 });

    expect(created.room).toMatchObject({ name: 'Every command', slug: 'every-command', topic: 'All of them', head: 3, membership: { role: 'owner', readOrdinal: 0 } });
    expect(opened).toMatchObject({ reset: true, messages: [], head: 3, memberCount: 1 });
    expect('events' in synced && synced.events.map(({ type, seq }) => [seq, type])).toEqual(
      ['room.created', 'member.joined', 'member.role', 'member.joined', 'message.posted', 'message.posted', 'message.edited', 'message.deleted', 'room.updated', 'member.role', 'member.left'].map((type, index) => [index + 1, type]),
    );
    expect('events' in synced && synced.events[4]).toMatchObject({ type: 'message.posted', id: stored.id, body: '', ordinal: 1 });
    expect('events' in synced && synced.events[5]).toMatchObject({ body: 'An answer', replyTo: stored.id, ordinal: 2, author: ann.session.user });
  });

  it('answers a retry of any command with its first result, and another one under the same client id with CONFLICT', async () => {
    const roomId = room.id;
    const commands = [
      ['message:send', { roomId, clientId: 'x1', body: 'one' }, { body: 'two' }],
      ['room:update', { roomId, clientId: 'x2', topic: 'one' }, { topic: 'two' }],
      ['room:leave', { roomId, clientId: 'x3' }, null],
    ] as const;
    for (const [name, payload, other] of commands) {
      const first = await ann.raw(name, payload);
      expect(first.ok).toBe(true);
      expect(await ann.raw(name, payload)).toMatchObject({ ok: true });
      if (name === 'message:send') expect(await ann.raw(name, payload)).toEqual(first);
      if (other !== null) expect(await ann.raw(name, { ...payload, ...other })).toMatchObject({ ok: false, code: 'CONFLICT' });
    }
    const created = await ann.do('room:create', { name: `Once ${rooms}`, visibility: 'public', clientId: `once-${rooms}` });
    const again = await ann.do('room:create', { name: `Once ${rooms}`, visibility: 'public', clientId: `once-${rooms}` });
    expect(again.room.id).toBe(created.room.id);
    expect(await ann.raw('room:create', { name: 'Another', visibility: 'public', clientId: `once-${rooms}` })).toMatchObject({ ok: false, code: 'CONFLICT' });
  });

  it('shows the members who leave, and lets them say no more', async () => {
    await ben.leaves(room.id);
    await ann.sees(room.id, 5);
    const refused = await ben.try('message:send', { roomId: room.id, clientId: 'late', body: 'late' });

    expect(ann.eventsIn(room.id).at(-1)).toMatchObject({ type: 'member.left', author: ben.session.user });
    expect(refused).toMatchObject({ ok: false, code: 'NOT_A_MEMBER' });
  });

  it('tells who writes, until they stop or go', async () => {
    const inRoom = (names: string[]) => (fact: Facts['typing:changed']) => fact.roomId === room.id && String(fact.people.map(({ name }) => name)) === String(names);
    const stopsIn = () => ben.factsOf('typing:changed').filter(inRoom([])).length;

    await ann.do('typing:set', { roomId: room.id, typing: true });
    await ben.hears('typing:changed', inRoom(['Ann']));
    await ann.do('typing:set', { roomId: room.id, typing: false });
    await ben.hears('typing:changed', inRoom([]));
    const passing = await ChatClient.enter(server.url, 'Passing');
    await passing.enters(room.id);
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

    await first.enters(room.id);
    await second.enters(room.id);
    await ben.hears('presence:changed', ({ roomId, joined }) => roomId === room.id && joined.some(({ id }) => id === user.id));
    first.close();
    await until(async () => (await metricOf(server.url, 'watek_sockets')) === sockets - 1, 'one window to close');
    const third = await ChatClient.enter(server.url, 'Third');
    await third.enters(room.id);
    const counted = await ben.hears('presence:changed', ({ roomId, joined }) => roomId === room.id && joined.some(({ name }) => name === 'Third'));
    const leftBefore = here().flatMap(({ left }) => left);
    second.close();
    const last = await ben.hears('presence:changed', ({ roomId, left }) => roomId === room.id && left.length > 0);
    third.close();

    expect(counted.online).toBe(4);
    expect(leftBefore).toEqual([]);
    expect(last).toMatchObject({ online: 3, joined: [], left: [user] });
  });

  it('tells whoever watches the directory of new rooms and of what moves in them, and nobody else', async () => {
    const [outsider, other] = await Promise.all([ChatClient.enter(server.url, 'Outsider'), ChatClient.enter(server.url, 'Other')]);
    await outsider.do('directory:watch', { watching: true });
    const fresh = await ann.createRoom('News');
    const { created } = await outsider.hears('rooms:changed', (fact) => fact.created.some(({ id }) => id === fresh.id));
    await ann.say(fresh.id, 'first');
    await outsider.hears('rooms:changed', ({ updated }) => updated.some(({ id, head, lastOrdinal }) => id === fresh.id && head === 4 && lastOrdinal === 1));
    await outsider.do('directory:watch', { watching: false });
    const heard = other.factsOf('rooms:changed');
    [outsider, other].forEach((client) => client.close());

    expect(created[0]).not.toHaveProperty('membership');
    expect(heard).toEqual([]);
  });

  it('computes what is unread from positions that never move back', async () => {
    await Promise.all(countTo(5).map((n) => ann.say(room.id, `m${n}`)));
    const unread = [];
    for (const ordinal of [3, 1, 99]) unread.push((await ben.do('read:mark', { roomId: room.id, ordinal })).unread);
    const { room: seen } = await ben.enters(room.id);

    expect(unread).toEqual([2, 2, 0]);
    expect(seen).toMatchObject({ lastOrdinal: 5, membership: { role: 'member', readOrdinal: 5 } });
  });

  it('shows the same events by long polling, however long they are', async () => {
    const poller = await ChatClient.enter(server.url, 'Poller', { transports: ['polling'], upgrade: false });
    await poller.enters(room.id);
    const bodies = [...countTo(40).map((n) => `${n} ${'zażółć 🧵 '.repeat(n * 10)}`), 'x', 'y'.repeat(4_000)];
    await Promise.all(bodies.map((body, n) => (n % 2 === 0 ? poller : ann).say(room.id, `${n}`, body)));
    await Promise.all([poller, ann, ben].map((person) => person.sees(room.id, bodies.length + 5)));
    const seen = [poller, ann, ben].map((person) => person.eventsIn(room.id).filter(({ type }) => type === 'message.posted'));
    poller.close();

    expect(seen[0]?.map((event) => ('body' in event ? event.body : '')).sort()).toEqual([...bodies].sort());
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
  });

  it('tells the newest number after a break, and nothing that its schema does not know', async () => {
    await ann.say(room.id, 'last');
    await call(`${server.url}/api/faults/rooms/${room.id}`, { json: { fault: 'throw' }, headers: { authorization: `Bearer ${ann.session.token}` } });
    await ben.hears('room:head', ({ roomId, head }) => roomId === room.id && head === 5);

    const told = new Set([...expectFactsToConform(ann), ...expectFactsToConform(ben)]);

    expect([...told].sort()).toEqual(['me:changed', 'presence:changed', 'room:events', 'room:head', 'rooms:changed', 'typing:changed']);
  });
});
