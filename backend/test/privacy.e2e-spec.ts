import { randomUUID } from 'node:crypto';
import type { Room } from '../src/contract/room.ts';
import { ChatClient } from './kit/chat-client.ts';
import { call } from './kit/rest.ts';
import { NO_RATES, ServerProcess } from './kit/server-process.ts';

const clientId = () => randomUUID();
const NO_ROOM = 'AAAAAAAAAAAA';

describe('a private room, to whoever is not in it', () => {
  let server: ServerProcess;
  let ann: ChatClient;
  let eve: ChatClient;
  let secret: Room;

  beforeAll(async () => {
    server = await ServerProcess.start(NO_RATES);
    [ann, eve] = await Promise.all([ChatClient.enter(server.url, 'Ann'), ChatClient.enter(server.url, 'Eve')]);
    await eve.do('directory:watch', { watching: true });
    await eve.do('me:sync', {});
    secret = await ann.createRoom('Budget 2027', 'private');
    await ann.opens(secret.id);
    await ann.say(secret.id, clientId(), 'a figure');
  });
  afterAll(async () => {
    [ann, eve].forEach((client) => client.close());
    await server.remove();
  });

  const payloads = (roomId: string): [name: string, payload: object][] => [
    ['room:open', { roomId }],
    ['room:join', { roomId, clientId: clientId() }],
    ['room:leave', { roomId, clientId: clientId() }],
    ['room:sync', { roomId, epoch: 'e', after: 0 }],
    ['room:update', { roomId, clientId: clientId(), name: 'Mine' }],
    ['room:notify', { roomId, level: 'none' }],
    ['room:favourite', { roomId, favourite: true }],
    ['draft:set', { roomId, body: 'x' }],
    ['member:set', { roomId, clientId: clientId(), userId: eve.session.user.id, role: 'owner' }],
    ['message:send', { roomId, clientId: clientId(), body: 'x' }],
    ['message:send', { roomId, clientId: clientId(), body: 'x', replyTo: `${roomId}-4` }],
    ['message:edit', { roomId, clientId: clientId(), id: `${roomId}-4`, body: 'x' }],
    ['message:delete', { roomId, clientId: clientId(), id: `${roomId}-4` }],
    ['read:mark', { roomId, ordinal: 1 }],
    ['typing:set', { roomId, typing: true }],
  ];

  it('answers every command as if it were not there', async () => {
    const answers = async (roomId: string) => {
      const all = [];
      for (const [name, payload] of payloads(roomId)) all.push([name, await eve.raw(name, payload)]);
      return all;
    };

    const toSecret = await answers(secret.id);

    expect(toSecret).toEqual(await answers(NO_ROOM));
    expect(toSecret.every(([, ack]) => (ack as { ok: boolean }).ok === false)).toBe(true);
  });

  it('answers every request as if it were not there, by id and by name', async () => {
    const requests = (room: string) => [
      { path: `/api/rooms/${room}` },
      { path: `/api/rooms/${room}`, method: 'PATCH', json: { name: 'Mine' } },
      { path: `/api/rooms/${room}/messages` },
      { path: `/api/rooms/${room}/messages`, json: { body: 'x' } },
      { path: `/api/rooms/${room}/members` },
    ];
    const answersTo = (room: string, headers: Record<string, string>) =>
      Promise.all(requests(room).map(({ path, ...request }) => call(`${server.url}${path}`, { ...request, headers }).then(({ status, json }) => ({ status, json }))));

    for (const headers of [{ authorization: `Bearer ${eve.session.token}` }, {} as Record<string, string>]) {
      const toNone = await answersTo(NO_ROOM, headers);
      expect(await answersTo(secret.id, headers)).toEqual(toNone);
      expect(await answersTo(secret.slug, headers)).toEqual(toNone);
    }
  });

  it('is in no list and no search of others, and in those of its members', async () => {
    const found = async (client: ChatClient, query: string) => ((await (await client.get(`${server.url}/api/rooms?query=${query}`)).json()) as Room[]).map(({ name }) => name);

    expect(await found(eve, '')).not.toContain(secret.name);
    expect(await found(eve, 'budget')).toEqual([]);
    expect(await found(ann, 'budget')).toEqual([secret.name]);
  });

  it('takes no name and no address from the public ones', async () => {
    const { slug, name } = await eve.createRoom(secret.name);

    expect([name, slug]).toEqual([secret.name, 'budget-2027']);
    // A number that counts would tell how many there are; what stands there instead may happen to be of digits alone.
    expect(secret.slug).toMatch(/^budget-2027-[0-9a-f]{8}$/u);
  });

  it('is told to nobody who watches, whatever happens in it', async () => {
    await ann.say(secret.id, clientId());
    await ann.do('room:update', { roomId: secret.id, clientId: clientId(), topic: 'Figures' });
    const open = await ann.createRoom('Open to all');

    await eve.hears('rooms:changed', ({ created }) => created.some(({ id }) => id === open.id));

    expect(JSON.stringify(eve.facts)).not.toContain(secret.id);
  });
});
