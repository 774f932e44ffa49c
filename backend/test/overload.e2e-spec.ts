import type { Ack } from '../src/contract/ack.ts';
import type { MessageStored } from '../src/contract/commands.ts';
import { ChatClient } from './kit/chat-client.ts';
import { countTo } from './kit/numbers.ts';
import { historyOf } from './kit/rest.ts';
import { NO_RATES, ServerProcess } from './kit/server-process.ts';
import { pause } from './kit/until.ts';

const SMALLEST_BUFFER = { ...NO_RATES, ROOM_BUFFER_BYTES: '65536' };
/** 12,000 bytes of UTF-8: five of them fill the buffer. */
const BIG_BODY = '語'.repeat(4_000);

describe('a full buffer', () => {
  let server: ServerProcess;
  let ann: ChatClient;

  beforeAll(async () => {
    server = await ServerProcess.start(SMALLEST_BUFFER);
    ann = await ChatClient.enter(server.url, 'Ann');
  });
  afterAll(() => server.remove());

  it('refuses at once with BUSY, and in the end every message is stored exactly once', async () => {
    const { id: roomId } = await ann.createRoom('Flooded');
    const clientIds = countTo(600).map((n) => `flood-${n}`);
    const send = (clientId: string) => ann.try('message:send', { roomId, clientId, body: BIG_BODY });
    const first = await Promise.all(clientIds.map(send));
    const stored = new Map(clientIds.map((clientId, index) => [clientId, first[index] as Ack<MessageStored>]));
    const busy = () => clientIds.filter((clientId) => stored.get(clientId)?.ok !== true);
    const refusedAtFirst = busy().map((clientId) => stored.get(clientId));

    for (let next = busy()[0]; next !== undefined; next = busy()[0]) stored.set(next, await sendPatiently(send, next));
    const history = await historyOf(server.url, ann, roomId);

    expect(refusedAtFirst.length).toBeGreaterThan(0);
    expect(refusedAtFirst.length).toBeLessThan(clientIds.length);
    for (const answer of refusedAtFirst) expect(answer).toMatchObject({ ok: false, code: 'BUSY', retryAfterMs: expect.any(Number) as number, ahead: expect.any(Number) as number });
    expect(history.map(({ ordinal }) => ordinal)).toEqual(countTo(600));
    expect(new Set(history.map(({ clientId }) => clientId))).toEqual(new Set(clientIds));
    for (const { clientId, ordinal, seq } of history) expect(stored.get(clientId)).toMatchObject({ ok: true, data: { ordinal, seq } });
  });

  it('lets senders wait where the room says so, and stores in order what they sent', async () => {
    const { id: roomId } = await ann.createRoom('Patient');
    const policy = { posting: 'everyone', slowModeSeconds: 0, guests: true, buffer: 'wait' } as const;
    const { room } = await ann.do('room:update', { roomId, clientId: 'wait', policy });
    const clientIds = countTo(100).map((n) => `patient-${n}`);

    const stored = await Promise.all(clientIds.map((clientId) => ann.try('message:send', { roomId, clientId, body: BIG_BODY })));
    const history = await historyOf(server.url, ann, roomId);

    expect(room.policy).toEqual(policy);
    expect(stored.every(({ ok }) => ok)).toBe(true);
    expect(history.map(({ clientId }) => clientId)).toEqual(clientIds);
  });

  it('does not refuse another room', async () => {
    const [flooded, quiet] = await Promise.all([ann.createRoom('Flooded again'), ann.createRoom('Quiet')]);
    const ben = await ChatClient.enter(server.url, 'Ben');
    await ben.enters(quiet.id);
    const flood = countTo(300).map((n) => ann.try('message:send', { roomId: flooded.id, clientId: `n-${n}`, body: BIG_BODY }));

    const stored = await Promise.all(countTo(20).map((n) => ben.say(quiet.id, `q-${n}`)));
    const answers = await Promise.all(flood);

    expect(stored.map(({ ordinal }) => ordinal)).toEqual(countTo(20));
    expect(answers.filter((answer) => !answer.ok).every((answer) => !answer.ok && answer.code === 'BUSY')).toBe(true);
  });

  /** As a well-behaved program does: the same message again, after the time it was told. */
  async function sendPatiently(send: (clientId: string) => Promise<Ack<MessageStored>>, clientId: string): Promise<Ack<MessageStored>> {
    const answer = await send(clientId);
    if (answer.ok || answer.code !== 'BUSY') return answer;
    await pause(answer.retryAfterMs ?? 0);
    return sendPatiently(send, clientId);
  }
});

describe('a rate', () => {
  let server: ServerProcess;
  let ann: ChatClient;

  beforeAll(async () => {
    server = await ServerProcess.start({ ...NO_RATES, RATE_MESSAGES_PER_SECOND: '2' });
    ann = await ChatClient.enter(server.url, 'Ann');
  });
  afterAll(() => server.remove());

  it('refuses what comes too fast, stores nothing of it, and says when to come again', async () => {
    const { id: roomId } = await ann.createRoom('Hasty');
    const ben = await ChatClient.enter(server.url, 'Ben');
    const answers = await Promise.all(countTo(40).map((n) => ann.try('message:send', { roomId, clientId: `h-${n}`, body: 'now' })));
    const refused = answers.filter((answer) => !answer.ok);
    const waits = refused.map((answer) => (answer.ok ? 0 : (answer.retryAfterMs ?? 0)));
    await ben.enters(roomId);
    const others = await ben.say(roomId, 'calm');
    await pause(Math.max(...waits));
    const again = await ann.say(roomId, 'h-40');

    expect(refused.length).toBeGreaterThan(0);
    expect(refused.every((answer) => !answer.ok && answer.code === 'RATE_LIMITED')).toBe(true);
    expect(Math.min(...waits)).toBeGreaterThan(0);
    expect(others.ordinal).toBe(answers.length - refused.length + 1);
    expect(again.ordinal).toBe(others.ordinal + 1);
  });

  it('is kept per person over all their sockets', async () => {
    const { id: roomId } = await (await ChatClient.enter(server.url, 'Owner')).createRoom('Two windows');
    const first = await ChatClient.enter(server.url, 'Twin');
    const second = await ChatClient.resume(server.url, first.session);
    await first.enters(roomId);

    const answers = await Promise.all([first, second].flatMap((window, w) => countTo(20).map((n) => window.try('message:send', { roomId, clientId: `${w}-${n}`, body: 'now' }))));

    expect(answers.filter(({ ok }) => ok).length).toBeLessThan(20);
  });
});
