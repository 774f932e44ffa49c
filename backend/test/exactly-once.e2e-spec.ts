import { DatabaseSync } from 'node:sqlite';
import type { MessageStored } from '../src/contract/commands.ts';
import { ChatClient } from './kit/chat-client.ts';
import { countTo } from './kit/numbers.ts';
import { historyOf } from './kit/rest.ts';
import { NO_RATES, ServerProcess } from './kit/server-process.ts';

describe('a message that is sent again', () => {
  let server: ServerProcess;
  let ann: ChatClient;
  let ben: ChatClient;
  let roomId: string;
  let rooms = 0;

  beforeAll(async () => {
    server = await ServerProcess.start(NO_RATES);
    [ann, ben] = await Promise.all([ChatClient.enter(server.url, 'Ann'), ChatClient.enter(server.url, 'Ben')]);
  });
  afterAll(() => server.remove());
  beforeEach(async () => {
    roomId = (await ann.createRoom(`Room ${++rooms}`)).id;
    await Promise.all([ann, ben].map((person) => person.enters(roomId)));
  });

  it('has one place, however often it comes', async () => {
    const first = await ann.say(roomId, 'one', 'as it was first');
    const again = await ann.say(roomId, 'one', 'as it was first');
    const changed = await ann.try('message:send', { roomId, clientId: 'one', body: 'changed on the way' });
    const history = await historyOf(server.url, ann, roomId);

    expect(again).toEqual(first);
    expect(changed).toMatchObject({ ok: false, code: 'CONFLICT' });
    expect(history.map(({ body }) => body)).toEqual(['as it was first']);
  });

  it('has one place when it comes twenty times at once, over two sockets', async () => {
    const window = await ChatClient.resume(server.url, ann.session);
    const results = await Promise.all(countTo(20).map((n) => (n % 2 === 0 ? ann : window).say(roomId, 'one')));
    await ben.sees(roomId, results[0]?.seq ?? 0);
    const last = await ann.say(roomId, 'last');
    await ben.sees(roomId, last.seq);

    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
    expect(last.ordinal).toBe(2);
    expect(ben.eventsIn(roomId).filter(({ type }) => type === 'message.posted')).toHaveLength(2);
  });

  it('is two messages where two people chose the same clientId, and where one did in two rooms', async () => {
    const other = await ann.createRoom(`Other ${rooms}`);
    const stored = await Promise.all([ann.say(roomId, 'same'), ben.say(roomId, 'same'), ann.say(other.id, 'same')]);

    expect(new Set(stored.map(({ id }) => id)).size).toBe(3);
  });

  it.each([
    ['a restart', () => server.stop()],
    ['a power cut', () => server.kill()],
  ])('has one place across %s, and the numbers go on', async (_, end) => {
    const before = await ann.say(roomId, 'one');
    await end();
    await returnAll();
    const again = await ann.say(roomId, 'one');
    const next = await ann.say(roomId, 'two');

    expect(again).toEqual(before);
    expect(next).toMatchObject({ seq: before.seq + 1, ordinal: before.ordinal + 1 });
    expect(await historyOf(server.url, ben, roomId)).toHaveLength(2);
  });

  it('keeps its place when the power is cut under load', async () => {
    const results = new Map<string, MessageStored>();
    const clientIds = countTo(2_000).map((n) => `load-${n}`);
    const send = async (clientId: string) => void results.set(clientId, await ann.say(roomId, clientId));
    const sent = clientIds.map(send);
    await Promise.race(sent);
    await server.kill();
    await Promise.allSettled(sent);
    const acked = new Map(results);
    await returnAll();
    await Promise.all(clientIds.map(send));
    const history = await historyOf(server.url, ben, roomId);

    expect(acked.size).toBeGreaterThan(0);
    for (const [clientId, result] of acked) expect(results.get(clientId)).toEqual(result);
    expect(new Set(history.map(({ clientId }) => clientId)).size).toBe(clientIds.length);
    expect(history.map(({ seq }) => seq)).toEqual(countTo(clientIds.length + 4).slice(4));
  });

  it('keeps its place when it is long past and memory has forgotten it', async () => {
    const old = await ann.say(roomId, 'old', 'the old one');
    await Promise.all(countTo(1_100).map((n) => ben.say(roomId, `new-${n}`)));
    const fromMemory = await ann.say(roomId, 'old', 'the old one');
    await server.stop();
    await returnAll();
    const [fromStore, amongOthers] = await Promise.all([ann.say(roomId, 'old', 'the old one'), ann.say(roomId, 'fresh')]);
    const twice = await Promise.all(countTo(10).map(() => ann.say(roomId, 'old', 'the old one')));
    const history = await historyOf(server.url, ben, roomId);
    await server.stop();
    const rows = rowsWith('old');
    await returnAll();

    expect([fromMemory, fromStore, ...twice]).toEqual(Array.from({ length: 12 }, () => old));
    expect(amongOthers.ordinal).toBe(1_102);
    expect(history.map(({ ordinal }) => ordinal)).toEqual(countTo(1_102));
    expect(rows).toEqual([expect.stringContaining('the old one')]);
  });

  async function returnAll(): Promise<void> {
    await server.restart();
    [ann, ben] = await Promise.all([ChatClient.resume(server.url, ann.session), ChatClient.resume(server.url, ben.session)]);
  }

  function rowsWith(clientId: string): string[] {
    const database = new DatabaseSync(server.databasePath, { readOnly: true });
    const rows = database.prepare('SELECT payload FROM events WHERE client_id = ?').all(clientId) as { payload: string }[];
    database.close();
    return rows.map(({ payload }) => payload);
  }
});
