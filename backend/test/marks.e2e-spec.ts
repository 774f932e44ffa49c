import type { HistoryOfMessage } from '../src/contract/rest.ts';
import type { Message } from '../src/contract/room-events.ts';
import { ChatClient } from './kit/chat-client.ts';
import { countTo } from './kit/numbers.ts';
import { call, historyOf } from './kit/rest.ts';
import { NO_RATES, ServerProcess } from './kit/server-process.ts';

describe('what people do with messages', () => {
  let server: ServerProcess;
  let ann: ChatClient;
  let ben: ChatClient;
  let roomId: string;
  let commands = 0;

  beforeAll(async () => {
    server = await ServerProcess.start(NO_RATES);
    [ann, ben] = await Promise.all([ChatClient.enter(server.url, 'Ann'), ChatClient.enter(server.url, 'Ben')]);
  });
  afterAll(() => server.remove());
  beforeEach(async () => {
    roomId = (await ann.createRoom(`Room ${++commands}`)).id;
    await Promise.all([ann, ben].map((person) => person.enters(roomId)));
  });

  const clientId = () => `command-${++commands}`;
  const react = (person: ChatClient, id: string, emoji: string) => person.do('reaction:set', { roomId, clientId: clientId(), id, emoji, on: true });
  const say = (person: ChatClient, body: string, replyTo?: string) => person.do('message:send', { roomId, clientId: clientId(), body, ...(replyTo !== undefined && { replyTo }) });
  const request = (person: ChatClient, line: string, json?: object) => {
    const [method = 'GET', path = ''] = line.split(' ');
    return call(`${server.url}/api/rooms/${roomId}${path}`, { method, json, headers: { authorization: `Bearer ${person.session.token}` } });
  };

  it('shows who reacted, to those who look and to those who come later', async () => {
    const { id } = await say(ann, 'Soup?');
    await react(ben, id, '👍');
    const last = await react(ann, id, '👍');
    const nothing = await react(ann, id, '👍');
    await ben.sees(roomId, last.seq ?? 0);

    expect(nothing).toEqual({ seq: null });
    expect(ben.eventsIn(roomId).map(({ type }) => type).filter((type) => type === 'reaction.added')).toHaveLength(2);
    expect((await historyOf(server.url, ben, roomId))[0]?.reactions).toEqual([{ emoji: '👍', count: 2, userIds: [ben.session.user.id, ann.session.user.id] }]);
  });

  it('gathers a hundred reactions at once, and counts each once', async () => {
    const { id } = await say(ann, 'Vote');
    const kinds = ['👍', '❤️', '🎉', '😂', '🚀', '👀', '🙏', '🔥', '✅', '💯'];
    const crowd = await Promise.all(countTo(10).map((n) => ChatClient.enter(server.url, `Voter ${n}`)));
    await Promise.all(crowd.map((voter) => voter.joins(roomId)));

    const done = await Promise.all(crowd.flatMap((voter) => kinds.map((emoji) => react(voter, id, emoji))));
    await ben.sees(roomId, Math.max(...done.map(({ seq }) => seq ?? 0)));

    const [message] = await historyOf(server.url, ben, roomId);
    expect(message?.reactions?.map(({ count, userIds }) => [count, userIds.length])).toEqual(kinds.map(() => [10, 10]));
    crowd.forEach((voter) => voter.close());
  });

  it('tells what a message said before it was edited, page by page, and nothing of a deleted one', async () => {
    const { id } = await say(ann, 'one');
    for (const body of ['two', 'three']) await ann.do('message:edit', { roomId, clientId: clientId(), id, body });
    const path = `GET /messages/${encodeURIComponent(id)}/history`;

    const whole = (await request(ben, path)).json as HistoryOfMessage;
    const first = (await request(ben, `${path}?limit=2`)).json as HistoryOfMessage;
    const rest = (await request(ben, `${path}?after=${first.versions[1]?.seq}`)).json as HistoryOfMessage;

    expect(whole.versions.map(({ body }) => body)).toEqual(['one', 'two', 'three']);
    expect([first.versions.length, first.more, rest.versions.map(({ body }) => body), rest.more]).toEqual([2, true, ['three'], false]);
    await ann.do('message:delete', { roomId, clientId: clientId(), id });
    expect((await request(ben, path)).status).toBe(404);
    expect((await request(ben, 'GET /messages/nothing/history')).status).toBe(404);
  });

  it('tells nobody outside what was said in a private room', async () => {
    const hidden = await ann.createRoom(`Hidden ${++commands}`, 'private');
    const { id } = await ann.do('message:send', { roomId: hidden.id, clientId: clientId(), body: 'secret' });

    const answer = await call(`${server.url}/api/rooms/${hidden.id}/messages/${encodeURIComponent(id)}/history`, { headers: { authorization: `Bearer ${ben.session.token}` } });

    expect([answer.status, answer.text.includes('secret')]).toEqual([404, false]);
  });

  it('refuses the reaction that meets a deletion, or takes it before: never one on what is gone', async () => {
    const ids = await Promise.all(countTo(30).map((n) => say(ann, `message ${n}`)));

    const outcomes = await Promise.all(
      ids.map(async ({ id }) => {
        const [deleted, reacted] = await Promise.all([
          ann.try('message:delete', { roomId, clientId: clientId(), id }),
          ben.try('reaction:set', { roomId, clientId: clientId(), id, emoji: '👍', on: true }),
        ]);
        return { deleted: deleted.ok, reacted: reacted.ok || reacted.code };
      }),
    );

    expect(outcomes.every(({ deleted }) => deleted)).toBe(true);
    expect(new Set(outcomes.map(({ reacted }) => reacted)).difference(new Set([true, 'NOT_FOUND'])).size).toBe(0);
    expect((await historyOf(server.url, ben, roomId)).flatMap(({ reactions = [] }) => reactions)).toEqual([]);
  });

  it('keeps the chain of answers together, from wherever one asks for it', async () => {
    const first = await say(ann, 'Who cooks?');
    await say(ben, 'Beside the point');
    const second = await say(ben, 'I do', first.id);
    const third = await say(ann, 'Thank you', second.id);
    const fourth = await say(ben, 'Not at all', third.id);
    await ann.do('message:delete', { roomId, clientId: clientId(), id: third.id });

    const thread = async (id: string) => (await request(ann, `GET /messages?thread=${id}`)).json as Message[];
    const chain = await thread(fourth.id);

    expect(chain.map(({ body }) => body)).toEqual(['Who cooks?', 'I do', '', 'Not at all']);
    expect(chain.map(({ thread: beginning }) => beginning)).toEqual([undefined, first.id, first.id, first.id]);
    expect(chain[0]?.replies).toBe(2);
    expect(await thread(first.id)).toEqual(chain);
    expect((await request(ann, `GET /messages?thread=${first.id}&after=${second.ordinal}&limit=1`)).json).toMatchObject([{ id: third.id }]);
  });

  it('pins and unpins, and forgets the pin of what is deleted', async () => {
    const [one, two] = [await say(ann, 'one'), await say(ann, 'two')];
    await ann.do('message:pin', { roomId, clientId: clientId(), id: two.id, on: true });
    await ann.do('message:pin', { roomId, clientId: clientId(), id: one.id, on: true });
    const pins = async () => ((await request(ben, 'GET /pins')).json as Message[]).map(({ body }) => body);

    expect(await ben.try('message:pin', { roomId, clientId: clientId(), id: one.id, on: false })).toMatchObject({ ok: false, code: 'FORBIDDEN' });
    expect(await pins()).toEqual(['two', 'one']);
    await ann.do('message:delete', { roomId, clientId: clientId(), id: two.id });
    expect(await pins()).toEqual(['one']);
  });

  it('is all there by REST', async () => {
    const { id } = await say(ann, 'frist');
    const emoji = encodeURIComponent('❤️');

    const answers = [
      await request(ann, `PATCH /messages/${id}`, { body: 'first' }),
      await request(ann, `PUT /messages/${id}/reactions/${emoji}`),
      await request(ann, `PUT /messages/${id}/pin`),
    ];
    const [message] = await historyOf(server.url, ben, roomId);
    const back = [await request(ann, `DELETE /messages/${id}/reactions/${emoji}`), await request(ann, `DELETE /messages/${id}/pin`), await request(ann, `DELETE /messages/${id}`)];
    const wrong = await request(ann, `PUT /messages/${id}/reactions/nonsense`);

    expect([...answers, ...back].map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(message).toMatchObject({ body: 'first', pinned: true, reactions: [{ emoji: '❤️', count: 1 }] });
    expect([wrong.status, wrong.json]).toEqual([400, expect.objectContaining({ code: 'INVALID' })]);
    expect((await historyOf(server.url, ben, roomId))[0]).toMatchObject({ body: '', deleted: true });
  });

  it('has one place across a power cut, and the same answer for who tries again', async () => {
    const { id } = await say(ann, 'kept');
    const again = { roomId, clientId: 'react-once', id, emoji: '🎉', on: true };
    const first = await ann.do('reaction:set', again);

    await server.kill();
    await server.restart();
    const later = await ChatClient.resume(server.url, ann.session);

    expect(await later.do('reaction:set', again)).toEqual(first);
    expect(await later.try('reaction:set', { ...again, emoji: '👍' })).toMatchObject({ ok: false, code: 'CONFLICT' });
    later.close();
  });
});
