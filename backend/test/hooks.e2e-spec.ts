import type { Hook, HookMade } from '../src/contract/hooks.ts';
import { LIMITS } from '../src/contract/limits.ts';
import { ChatClient } from './kit/chat-client.ts';
import { countTo } from './kit/numbers.ts';
import { NO_RATES, ServerProcess } from './kit/server-process.ts';

describe('hooks', () => {
  let server: ServerProcess;
  beforeAll(async () => (server = await ServerProcess.start(NO_RATES)));
  afterAll(() => server.remove());

  async function kitchen(visibility: 'public' | 'private' = 'private') {
    const [ann, bo] = [await ChatClient.enter(server.url, 'Ann'), await ChatClient.enter(server.url, 'Bo')];
    const room = await ann.createRoom(`Kitchen ${crypto.randomUUID().slice(0, 8)}`, visibility);
    await ann.opens(room.id);
    return { ann, bo, room };
  }
  const ask = (who: ChatClient, call: string, body?: unknown) => {
    const [method = '', path = ''] = call.split(' ');
    return fetch(`${server.url}/api/${path}`, { method, headers: { authorization: `Bearer ${who.session.token}`, 'content-type': 'application/json' }, ...(body !== undefined && { body: JSON.stringify(body) }) });
  };
  const made = async (who: ChatClient, roomId: string, name = 'Build') => (await (await ask(who, `POST rooms/${roomId}/hooks`, { name })).json()) as HookMade;
  const post = (secret: string, body: string, type = 'application/json') => fetch(`${server.url}/api/hooks/${secret}`, { method: 'POST', headers: { 'content-type': type }, body });

  it('say in the room, under their name, what a program posts in any of its shapes', async () => {
    const { ann, room } = await kitchen();
    const hook = await made(ann, room.id);

    const answers = [
      await post(hook.secret, '{"body":"**ours**"}'),
      await post(hook.secret, '{"text":"see <https://ci.example/7|#7>"}'),
      await post(hook.secret, `payload=${encodeURIComponent('{"text":"by form & all"}')}`, 'application/x-www-form-urlencoded'),
      await post(hook.secret, '  plain,\n  as it is', 'text/plain; charset=utf-8'),
    ];

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const { ordinal, seq } = (await answers[3]?.json()) as { ordinal: number; seq: number };
    expect(ordinal).toBe(4);
    await ann.sees(room.id, seq);
    const events = ann.eventsIn(room.id);
    expect(events.filter(({ type }) => type === 'message.posted')).toMatchObject(
      ['**ours**', 'see [#7](https://ci.example/7)', 'by form & all', '  plain,\n  as it is'].map((body) => ({ body, author: { id: hook.id, name: 'Build' } })),
    );
    expect(events).toContainEqual(expect.objectContaining({ type: 'member.added', target: { id: hook.id, name: 'Build' } }));
    expect(await (await ask(ann, `GET rooms/${room.id}/hooks`)).json()).toMatchObject([{ id: hook.id, name: 'Build', usedAt: expect.any(Number) as number }]);
  });

  it('say once what is posted again under the same client id', async () => {
    const { ann, room } = await kitchen();
    const { secret } = await made(ann, room.id);

    const first = await (await post(secret, '{"text":"once","clientId":"build-7"}')).json();
    const again = await (await post(secret, '{"text":"once","clientId":"build-7"}')).json();
    const other = await post(secret, '{"text":"twice","clientId":"build-7"}');

    expect(again).toEqual(first);
    expect(await other.json()).toMatchObject({ code: 'CONFLICT' });
  });

  it('are made, seen and ended by moderators alone, and show their secret once', async () => {
    const { ann, bo, room } = await kitchen('public');
    await bo.joins(room.id);
    const hook = await made(ann, room.id);

    const refused = [await ask(bo, `POST rooms/${room.id}/hooks`, { name: 'Mine' }), await ask(bo, `GET rooms/${room.id}/hooks`), await ask(bo, `DELETE rooms/${room.id}/hooks/${hook.id}`)];
    const listed = (await (await ask(ann, `GET rooms/${room.id}/hooks`)).json()) as Hook[];

    expect(await Promise.all(refused.map(async (answer) => ((await answer.json()) as { code: string }).code))).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN']);
    expect(JSON.stringify(listed)).not.toContain(hook.secret);
    expect((await post(hook.secret, '{"text":"still"}')).status).toBe(200);
  });

  it('are not there for whoever may not see the room', async () => {
    const { ann, bo, room } = await kitchen('private');
    const hook = await made(ann, room.id);

    for (const call of [`POST rooms/${room.id}/hooks`, `GET rooms/${room.id}/hooks`, `DELETE rooms/${room.id}/hooks/${hook.id}`]) {
      expect((await ask(bo, call, call.startsWith('POST') ? { name: 'Mine' } : undefined)).status).toBe(404);
    }
  });

  it('say nothing more when they have ended, or their author was removed', async () => {
    const { ann, room } = await kitchen();
    const [ended, removed] = [await made(ann, room.id, 'Build'), await made(ann, room.id, 'Alarm')];

    expect((await ask(ann, `DELETE rooms/${room.id}/hooks/${ended.id}`)).status).toBe(204);
    await ann.do('member:set', { roomId: room.id, userId: removed.id, removed: true, clientId: 'r1' });

    expect(await (await post(ended.secret, '{"text":"late"}')).json()).toMatchObject({ code: 'NOT_FOUND' });
    expect((await post(removed.secret, '{"text":"late"}')).status).toBeGreaterThanOrEqual(400);
    const { members } = (await (await ask(ann, `GET rooms/${room.id}/members`)).json()) as { members: { id: string }[] };
    expect(members.map(({ id }) => id)).toEqual([ann.session.user.id]);
  });

  it('open nothing else: a secret is no session, and a wrong one tells nothing', async () => {
    const { ann, room } = await kitchen();
    const { secret } = await made(ann, room.id);

    const asSession = await fetch(`${server.url}/api/rooms/${room.id}/messages`, { headers: { authorization: `Bearer ${secret}` } });

    expect(asSession.status).toBe(401);
    expect(await (await post('x'.repeat(32), '{"text":"hello"}')).json()).toMatchObject({ code: 'NOT_FOUND' });
    expect(server.output).not.toContain(secret);
  });

  it('refuse what says nothing, and what is too long, in words', async () => {
    const { ann, room } = await kitchen();
    const { secret } = await made(ann, room.id);

    const codes = [
      await post(secret, '{}'),
      await post(secret, '[]'),
      await post(secret, 'payload=nonsense', 'application/x-www-form-urlencoded'),
      await post(secret, ' ', 'text/plain'),
      await post(secret, JSON.stringify({ text: 'x'.repeat(LIMITS.messageLength + 1) })),
      await post(secret, 'x'.repeat(LIMITS.packetBytes + 1), 'text/plain'),
    ].map(async (answer) => ((await answer.json()) as { code: string }).code);

    expect(await Promise.all(codes)).toEqual(['INVALID', 'INVALID', 'INVALID', 'INVALID', 'TOO_LARGE', 'TOO_LARGE']);
  });

  it('are so many of one room', async () => {
    const { ann, room } = await kitchen();
    for (const count of countTo(LIMITS.hooksPerRoom)) expect((await ask(ann, `POST rooms/${room.id}/hooks`, { name: `Hook ${count}` })).status).toBe(201);

    const one = await ask(ann, `POST rooms/${room.id}/hooks`, { name: 'One more' });

    expect(await one.json()).toMatchObject({ code: 'INVALID' });
  });
});
