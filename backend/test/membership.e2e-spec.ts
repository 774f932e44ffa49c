import { randomUUID } from 'node:crypto';
import type { RoomEvent } from '../src/contract/room-events.ts';
import { ChatClient } from './kit/chat-client.ts';
import { NO_RATES, ServerProcess } from './kit/server-process.ts';
import { pause } from './kit/until.ts';

const clientId = () => randomUUID();
const lastOf = (client: ChatClient, roomId: string): RoomEvent | undefined => client.eventsIn(roomId).at(-1);

describe('looking at a room and being in it', () => {
  let server: ServerProcess;
  let ann: ChatClient;
  let bob: ChatClient;
  /** Both look at it: what is said here after something else shows that the something has passed. */
  let elsewhere: string;

  beforeAll(async () => {
    server = await ServerProcess.start(NO_RATES);
    [ann, bob] = await Promise.all([ChatClient.enter(server.url, 'Ann'), ChatClient.enter(server.url, 'Bob')]);
    elsewhere = (await ann.createRoom('Elsewhere')).id;
    await Promise.all([ann.opens(elsewhere), bob.enters(elsewhere)]);
  });
  afterAll(async () => {
    [ann, bob].forEach((client) => client.close());
    await server.remove();
  });

  /** A room of Ann's that Bob is in; both look at it. */
  async function shared(name: string): Promise<string> {
    const { id } = await ann.createRoom(name);
    await Promise.all([ann.opens(id), bob.enters(id)]);
    return id;
  }

  /** Ann says something that Bob must not hear; when this is done he would have heard it. */
  async function saysUnheard(roomId: string): Promise<void> {
    const { seq } = await ann.say(roomId, clientId(), 'not for Bob');
    await ann.sees(roomId, seq);
    await bob.sees(elsewhere, (await ann.say(elsewhere, clientId())).seq);
  }

  it('are two things: whoever looks hears all, and is neither counted nor listed nor heard', async () => {
    const { id } = await ann.createRoom('Shop window');
    await ann.opens(id);

    const seen = await bob.opens(id);
    await bob.sees(id, (await ann.say(id, clientId())).seq);

    expect(seen.members.map(({ name }) => name)).toEqual(['Ann']);
    expect([seen.memberCount, seen.room.online, seen.room.membership]).toEqual([1, 1, undefined]);
    await expect(bob.try('message:send', { roomId: id, clientId: clientId(), body: 'x' })).resolves.toMatchObject({ code: 'NOT_A_MEMBER' });
    await expect(bob.try('typing:set', { roomId: id, typing: true })).resolves.toMatchObject({ code: 'NOT_A_MEMBER' });
    await expect(bob.try('read:mark', { roomId: id, ordinal: 1 })).resolves.toMatchObject({ code: 'NOT_A_MEMBER' });
    expect((await bob.do('me:sync', {})).rooms.map(({ room }) => room.id)).not.toContain(id);
  });

  it('become one by joining, without opening again', async () => {
    const { id } = await ann.createRoom('Doorway');
    await Promise.all([ann.opens(id), bob.opens(id)]);

    await bob.joins(id);
    await ann.hears('presence:changed', ({ roomId, online }) => roomId === id && online === 2);

    expect((await bob.do('typing:set', { roomId: id, typing: true }))).toEqual({});
  });

  it('end with leaving: nothing after that event, on any of one’s connections', async () => {
    const id = await shared('Left');
    const phone = await ChatClient.resume(server.url, bob.session);
    await phone.opens(id);

    await phone.leaves(id);
    await Promise.all([bob, phone].map((client) => client.hears('room:events', ({ events }) => events.some(({ type, author }) => type === 'member.left' && author.id === bob.session.user.id))));
    await saysUnheard(id);

    expect([lastOf(bob, id)?.type, lastOf(phone, id)?.type]).toEqual(['member.left', 'member.left']);
    phone.close();
  });

  it.each([{ removed: true } as const, { banned: true } as const])('end with %j', async (change) => {
    const id = await shared(`Put out ${JSON.stringify(change)}`);

    const { seq } = await ann.do('member:set', { roomId: id, clientId: clientId(), userId: bob.session.user.id, ...change });
    await bob.sees(id, seq);
    await saysUnheard(id);

    expect(lastOf(bob, id)?.seq).toBe(seq);
  });

  it('end for those who only look when the room becomes private, and not for its members', async () => {
    const { id } = await ann.createRoom('Closing');
    const cid = await ChatClient.enter(server.url, 'Cid');
    await Promise.all([ann.opens(id), bob.opens(id), cid.enters(id)]);

    const { room } = await ann.do('room:update', { roomId: id, clientId: clientId(), visibility: 'private' });
    await bob.sees(id, room.head);
    const { seq } = await ann.say(id, clientId());
    await cid.sees(id, seq);
    await saysUnheard(id);

    expect(lastOf(bob, id)?.type).toBe('room.updated');
    await expect(bob.try('room:open', { roomId: id })).resolves.toMatchObject({ code: 'NOT_FOUND' });
    await expect(bob.try('room:sync', { roomId: id, epoch: 'e', after: 0 })).resolves.toMatchObject({ code: 'NOT_FOUND' });
    cid.close();
  });

  it('are not brought back by a device that was away', async () => {
    const id = await shared('Away');
    const { head } = (await ann.do('room:update', { roomId: id, clientId: clientId(), visibility: 'private' })).room;
    const phone = await ChatClient.resume(server.url, bob.session);
    const { epoch } = await phone.opens(id);
    const { version } = await phone.do('me:sync', {});
    phone.close();
    await bob.leaves(id);

    const back = await ChatClient.resume(server.url, bob.session);
    const mine = await back.do('me:sync', { since: version });

    expect(mine.rooms.map(({ room }) => room.id)).not.toContain(id);
    await expect(back.try('room:open', { roomId: id, since: { epoch, seq: head } })).resolves.toMatchObject({ code: 'NOT_FOUND' });
    expect((await ann.do('room:open', { roomId: id })).members.map(({ name }) => name)).toEqual(['Ann']);
    back.close();
  });

  it('never overlap: who leaves while another of their devices opens hears nothing that came after', async () => {
    const phone = await ChatClient.resume(server.url, bob.session);
    for (let turn = 0; turn < 40; turn++) {
      const { id } = await ann.createRoom(`Race ${turn}`);
      await Promise.all([ann.opens(id), bob.joins(id)]);
      await ann.do('room:update', { roomId: id, clientId: clientId(), visibility: 'private' });
      // Now one side is slower, now the other.
      const opening = pause(turn % 4).then(() => phone.try('room:open', { roomId: id }));
      const leaving = pause((turn >> 2) % 5).then(() => bob.leaves(id)).then(() => ann.say(id, clientId(), 'after'));
      const [opened, { seq }] = await Promise.all([opening, leaving]);
      await saysUnheard(id);
      const heard = phone.eventsIn(id).map((event) => event.seq);
      const answered = opened.ok && !opened.data.reset ? opened.data.events.map((event) => event.seq) : [];
      expect(Math.max(0, ...heard, ...answered)).toBeLessThan(seq);
      if (opened.ok && opened.data.reset) expect(opened.data.messages).toEqual([]);
    }
    phone.close();
  });
});
