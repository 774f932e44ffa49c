import { randomUUID } from 'node:crypto';
import type { Invite } from '../src/contract/invites.ts';
import type { FoundPerson } from '../src/contract/rest.ts';
import type { Room } from '../src/contract/room.ts';
import { ChatClient } from './kit/chat-client.ts';
import { call, historyOf, type Call } from './kit/rest.ts';
import { NO_RATES, ServerProcess } from './kit/server-process.ts';

const again = () => randomUUID();
const idOf = ({ session }: ChatClient) => session.user.id;

describe('people', () => {
  let server: ServerProcess;

  beforeAll(async () => {
    server = await ServerProcess.start(NO_RATES);
  });
  afterAll(() => server.remove());

  const enter = (name: string) => ChatClient.enter(server.url, name);
  const as = ({ session }: ChatClient, path: string, request: Call = {}) => call(`${server.url}/api/${path}`, { ...request, headers: { authorization: `Bearer ${session.token}` } });
  const add = (who: ChatClient, roomId: string, whom: ChatClient) => who.try('member:set', { roomId, userId: idOf(whom), added: true, clientId: again() });
  const inviteTo = async (who: ChatClient, roomId: string, bounds: object = {}) => (await as(who, 'invites', { json: { roomId, ...bounds } })).json as Invite;
  const accept = (who: ChatClient, code: string) => as(who, `invites/${code}/accept`, { method: 'POST' });

  async function acquainted(...names: string[]): Promise<ChatClient[]> {
    const people = await Promise.all(names.map(enter));
    const square = await (people[0] as ChatClient).createRoom(`Square ${again()}`);
    await Promise.all(people.slice(1).map((person) => person.joins(square.id)));
    return people;
  }

  describe('who are added', () => {
    it('have the room in their list, read all of it and speak', async () => {
      const [ann, bob] = (await acquainted('Ann', 'Bob')) as [ChatClient, ChatClient];
      const room = await ann.createRoom(`Committee ${again()}`, 'private');
      await ann.say(room.id, 'before');
      await bob.do('me:sync', {});

      expect(await add(ann, room.id, bob)).toMatchObject({ ok: true });

      await bob.hears('me:changed', ({ rooms }) => rooms.some((mine) => mine.room.id === room.id && mine.role === 'member'));
      expect((await historyOf(server.url, bob, room.id)).map(({ body }) => body)).toEqual(['before']);
      expect(await bob.say(room.id, 'hello')).toMatchObject({ ordinal: 2 });
    });

    it('are only those whom one can find, by those who may let in', async () => {
      const [ann, bob, cid] = (await acquainted('Ann', 'Bob', 'Cid')) as [ChatClient, ChatClient, ChatClient];
      const stranger = await enter('Dan');
      const room = await ann.createRoom(`Committee ${again()}`, 'private');
      await add(ann, room.id, bob);

      expect(await add(ann, room.id, stranger)).toMatchObject({ ok: false, code: 'NOT_FOUND' });
      expect(await add(bob, room.id, cid)).toMatchObject({ ok: false, code: 'FORBIDDEN' });
      expect(await add(cid, room.id, cid)).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    });
  });

  describe('who are looked for', () => {
    it('are found where they share a room with the asker, and are nobody otherwise', async () => {
      const [ann, zoe] = (await acquainted('Ann', 'Żółta Cela')) as [ChatClient, ChatClient];
      const hidden = await enter('Zolo Hidden');
      await hidden.createRoom(`Secret ${again()}`, 'private');

      const found = (await as(ann, 'people?query=zol')).json as FoundPerson[];

      expect(found.map(({ id }) => id)).toContain(idOf(zoe));
      expect(found.map(({ id }) => id)).not.toContain(idOf(hidden));
    });

    it('are not told from people who are not there by who asks about a room they may not see', async () => {
      const [ann, bob] = (await acquainted('Ann', 'Bob')) as [ChatClient, ChatClient];
      const room = await ann.createRoom(`Secret ${again()}`, 'private');

      const [hidden, none] = [await as(bob, `people?room=${room.id}`), await as(bob, 'people?room=nowhere')];

      expect([hidden.status, hidden.text]).toEqual([404, none.text]);
    });
  });

  describe('an invitation', () => {
    it('says who invites where to whoever has it, and lets them in', async () => {
      const [ann, bob] = [await enter('Ann'), await enter('Bob')];
      const room = await ann.createRoom(`Committee ${again()}`, 'private');
      const { code } = await inviteTo(ann, room.id);

      expect((await call(`${server.url}/api/invites/${code}`)).json).toEqual({ room: { name: room.name, topic: '', memberCount: 1 }, server: '', invitedBy: 'Ann', admits: ['member', 'guest'] });
      expect((await accept(bob, code)).json).toMatchObject({ id: room.id, membership: { role: 'member' } });
      expect(await bob.say(room.id, 'hello')).toMatchObject({ ordinal: 1 });
      expect((await as(ann, `invites?roomId=${room.id}`)).json).toMatchObject([{ code, uses: 1, createdBy: ann.session.user }]);
    });

    it('lets in as many as it was made for, however many come at once, and each of them once', async () => {
      const ann = await enter('Ann');
      const room = await ann.createRoom(`Committee ${again()}`, 'private');
      const { code } = await inviteTo(ann, room.id, { maxUses: 3 });
      const crowd = await Promise.all(Array.from({ length: 12 }, (_, n) => enter(`Guest ${n}`)));

      const answers = await Promise.all(crowd.flatMap((guest) => [accept(guest, code), accept(guest, code)]));

      const inside = (await as(ann, `rooms/${room.id}/members`)).json as { memberCount: number };
      expect(inside.memberCount).toBe(4);
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 404]));
      expect((await as(crowd[0] as ChatClient, `invites/${code}`)).status).toBe(404);
    });

    it('is over, in the same words, when it was ended, is old, was never there, or its maker may invite no more', async () => {
      const [ann, bob] = (await acquainted('Ann', 'Bob')) as [ChatClient, ChatClient];
      const guest = await enter('Guest');
      const room = await ann.createRoom(`Committee ${again()}`, 'private');
      await add(ann, room.id, bob);
      await ann.do('member:set', { roomId: room.id, userId: idOf(bob), role: 'moderator', clientId: again() });
      const [ended, old, ofBob] = [await inviteTo(ann, room.id), await inviteTo(ann, room.id, { expiresInMs: 1 }), await inviteTo(bob, room.id)];
      await as(ann, `invites/${ended.code}`, { method: 'DELETE' });
      await ann.do('member:set', { roomId: room.id, userId: idOf(bob), role: 'member', clientId: again() });

      const views = await Promise.all([ended.code, old.code, ofBob.code, 'nothing'].map((code) => call(`${server.url}/api/invites/${code}`)));
      const answers = await Promise.all([ended.code, old.code, ofBob.code, 'nothing'].map((code) => accept(guest, code)));

      const words = new Set([...views, ...answers].map(({ status, text }) => `${status} ${text}`));
      expect([...words]).toEqual([expect.stringMatching(/^404 .*"code":"NOT_FOUND"/u)]);
    });

    it('is made, seen and ended by nobody else than who may invite', async () => {
      const [ann, bob] = (await acquainted('Ann', 'Bob')) as [ChatClient, ChatClient];
      const room = await ann.createRoom(`Committee ${again()}`, 'private');
      const { code } = await inviteTo(ann, room.id);
      await add(ann, room.id, bob);
      const stranger = await enter('Dan');

      const statuses = async (who: ChatClient) => [
        (await as(who, 'invites', { json: { roomId: room.id } })).status,
        (await as(who, `invites?roomId=${room.id}`)).status,
        (await as(who, `invites/${code}`, { method: 'DELETE' })).status,
      ];

      expect(await statuses(bob)).toEqual([403, 403, 403]);
      expect(await statuses(stranger)).toEqual([404, 404, 404]);
      expect((await accept(stranger, code)).status).toBe(200);
    });

    it('never stands in the log, where all who read the room would have it', async () => {
      const [ann, bob] = [await enter('Ann'), await enter('Bob')];
      const room = await ann.createRoom(`Committee ${again()}`, 'private');
      const { code } = await inviteTo(ann, room.id);
      await ann.opens(room.id);

      await accept(bob, code);

      await ann.sees(room.id, 4);
      expect(ann.eventsIn(room.id).at(-1)).toMatchObject({ type: 'member.joined', invitedBy: ann.session.user });
      expect(JSON.stringify(ann.eventsIn(room.id))).not.toContain(code);
    });
  });

  describe('a conversation', () => {
    const direct = async (who: ChatClient, ...others: ChatClient[]): Promise<Room> => (await who.do('direct:open', { userIds: others.map(idOf) })).room;

    it('is the same one for the same people, whoever asks, also when all ask at once', async () => {
      const [ann, bob, cid] = (await acquainted('Ann', 'Bob', 'Cid')) as [ChatClient, ChatClient, ChatClient];

      const three = await Promise.all([direct(ann, bob, cid), direct(bob, cid, ann), direct(cid, bob, ann, bob), direct(ann, cid, bob)]);
      const two = await direct(ann, bob);

      expect(new Set(three.map(({ id }) => id)).size).toBe(1);
      expect(two.id).not.toBe(three[0]?.id);
      expect(two).toMatchObject({ kind: 'direct', visibility: 'private', name: '' });
      expect(two.people?.map(({ name }) => name).sort()).toEqual(['Ann', 'Bob']);
    });

    it('is in the list of both at once, and for nobody else there', async () => {
      const [ann, bob, cid] = (await acquainted('Ann', 'Bob', 'Cid')) as [ChatClient, ChatClient, ChatClient];
      await bob.do('me:sync', {});

      const room = await direct(ann, bob);
      await ann.say(room.id, 'psst');

      await bob.hears('me:changed', ({ rooms }) => rooms.some((mine) => mine.room.id === room.id && mine.unread === 1));
      expect(await cid.try('room:open', { roomId: room.id })).toMatchObject({ ok: false, code: 'NOT_FOUND' });
      expect(((await as(cid, 'rooms')).json as Room[]).map(({ id }) => id)).not.toContain(room.id);
    });

    it('shows each whether the other is there', async () => {
      const [ann, bob] = (await acquainted('Ann', 'Bob')) as [ChatClient, ChatClient];
      const room = await direct(ann, bob);
      const isBobHere = (here: boolean) => ({ rooms }: { rooms: { room: Room }[] }) =>
        rooms.some((mine) => mine.room.id === room.id && mine.room.people?.find(({ id }) => id === idOf(bob))?.online === here);
      await ann.do('me:sync', {});

      await bob.do('me:sync', {});
      await ann.hears('me:changed', isBobHere(true));
      bob.socket.disconnect();

      await ann.hears('me:changed', isBobHere(false));
    });

    it('cannot be had with strangers, with oneself alone, or with too many', async () => {
      const [ann, ...others] = await acquainted('Ann', ...Array.from({ length: 10 }, (_, n) => `Guest ${n}`));
      const stranger = await enter('Dan');
      const open = (userIds: string[]) => (ann as ChatClient).try('direct:open', { userIds });

      expect(await open([idOf(stranger)])).toMatchObject({ ok: false, code: 'NOT_FOUND' });
      expect(await open([idOf(ann as ChatClient)])).toMatchObject({ ok: false, code: 'INVALID' });
      expect(await open(others.map(idOf))).toMatchObject({ ok: false, code: 'INVALID' });
    });

    it('takes nothing more from whom the other has blocked, nor from who blocked, until that is over', async () => {
      const [ann, bob] = (await acquainted('Ann', 'Bob')) as [ChatClient, ChatClient];
      const room = await direct(ann, bob);
      const { id } = await bob.say(room.id, 'hello');
      await ann.do('me:sync', {});

      await ann.do('person:block', { userId: idOf(bob), on: true });

      const refused = await bob.try('message:send', { roomId: room.id, clientId: again(), body: 'are you there?' });
      const edited = await bob.try('message:edit', { roomId: room.id, clientId: again(), id, body: 'are you there?' });
      expect([refused, edited]).toMatchObject([{ ok: false, code: 'FORBIDDEN' }, { ok: false, code: 'FORBIDDEN' }]);
      expect(JSON.stringify(refused)).not.toMatch(/block/iu);
      expect(await ann.try('message:send', { roomId: room.id, clientId: again(), body: 'hm' })).toMatchObject({ ok: false, code: 'FORBIDDEN' });
      expect((await ann.hears('me:changed', ({ blocked }) => blocked !== undefined)).blocked).toEqual([bob.session.user]);
      expect(await bob.try('message:delete', { roomId: room.id, clientId: again(), id })).toMatchObject({ ok: true });
      await ann.do('person:block', { userId: idOf(bob), on: false });
      expect(await bob.say(room.id, 'again')).toMatchObject({ ordinal: 2 });
    });

    it('gives a retry its first result, though the sender was blocked meanwhile', async () => {
      const [ann, bob] = (await acquainted('Ann', 'Bob')) as [ChatClient, ChatClient];
      const room = await direct(ann, bob);
      const message = { roomId: room.id, clientId: again(), body: 'hello' };
      const first = await bob.do('message:send', message);

      await ann.do('person:block', { userId: idOf(bob), on: true });

      expect(await bob.do('message:send', message)).toEqual(first);
    });

    it('is not begun with several, and nobody is added, by whom one of them has blocked', async () => {
      const [ann, bob, cid] = (await acquainted('Ann', 'Bob', 'Cid')) as [ChatClient, ChatClient, ChatClient];
      const room = await bob.createRoom(`Club ${again()}`, 'private');
      await ann.do('person:block', { userId: idOf(bob), on: true });

      expect(await bob.try('direct:open', { userIds: [idOf(ann), idOf(cid)] })).toMatchObject({ ok: false, code: 'FORBIDDEN' });
      expect(await add(bob, room.id, ann)).toMatchObject({ ok: false, code: 'FORBIDDEN' });
    });
  });
});
