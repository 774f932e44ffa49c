import { readFileSync, writeFileSync } from 'node:fs';
import type { MessageStored } from '../src/contract/commands.ts';
import type { Room } from '../src/contract/room.ts';
import { ChatClient } from './kit/chat-client.ts';
import { expectFactsToConform } from './kit/conforms.ts';
import { countTo } from './kit/numbers.ts';
import { call, historyOf } from './kit/rest.ts';
import { NO_RATES, ServerProcess } from './kit/server-process.ts';
import { until } from './kit/until.ts';

interface Acked extends MessageStored {
  clientId: string;
}

describe('a server that is told to stop', () => {
  let server: ServerProcess;
  let people: ChatClient[];
  let room: Room;

  beforeEach(async () => {
    server = await ServerProcess.start(NO_RATES);
    people = await Promise.all(countTo(5).map((n) => ChatClient.enter(server.url, `Person ${n}`)));
    room = await (people[0] as ChatClient).createRoom('Until the end');
    await Promise.all(people.map((person) => person.enters(room.id)));
  });
  afterEach(() => server.remove());

  /** Ten messages under way at any time, until the server is gone. Returns the list that grows. */
  function talk(person: ChatClient): { acked: Acked[]; ended: Promise<unknown> } {
    const acked: Acked[] = [];
    let sent = 0;
    const line = async (): Promise<void> => {
      while (person.socket.connected) {
        const clientId = `${person.session.user.id}-${++sent}`;
        const answer = await person.try('message:send', { roomId: room.id, clientId, body: 'on and on' }).catch(() => null);
        if (answer?.ok === true) acked.push({ ...answer.data, clientId });
        else if (answer !== null) expect(answer).toMatchObject({ code: 'ROOM_UNAVAILABLE' });
      }
    };
    return { acked, ended: Promise.all(countTo(10).map(line)) };
  }

  it('keeps every message it acked, says goodbye, ends with 0 and goes on counting', async () => {
    const talks = people.map(talk);
    await until(() => talks.every(({ acked }) => acked.length > 20), 'everybody to talk');

    const code = await server.stop();
    await Promise.all(talks.map(({ ended }) => ended));
    const acked = talks.flatMap((each) => each.acked).sort((a, b) => a.seq - b.seq);
    await server.restart();
    const reader = await ChatClient.resume(server.url, (people[0] as ChatClient).session);
    const history = await historyOf(server.url, reader, room.id);
    const bySeq = new Map(history.map((message) => [message.seq, message]));
    const next = await reader.say(room.id, 'next');
    reader.close();

    expect(code).toBe(0);
    for (const { clientId, seq, ordinal, at, id } of acked) expect(bySeq.get(seq)).toMatchObject({ clientId, ordinal, at, id });
    expect(history.map(({ ordinal }) => ordinal)).toEqual(countTo(history.length));
    expect(next).toMatchObject({ ordinal: history.length + 1, seq: (history.at(-1)?.seq ?? 0) + 1 });
    for (const person of people) {
      expectFactsToConform(person);
      expect(person.factsOf('server:closing')).toHaveLength(1);
      const shown = new Set(person.eventsIn(room.id).map(({ seq }) => seq));
      expect(acked.filter(({ seq }) => !shown.has(seq))).toEqual([]);
    }
  });

  it('is not ready from then on, and lets nobody in', async () => {
    const stopping = server.stop();
    await until(async () => (await call(`${server.url}/api/health/ready`).catch(() => ({ status: 0 }))).status !== 200, 'the server not to be ready');
    const code = await stopping;

    expect(code).toBe(0);
    await expect(ChatClient.resume(server.url, (people[0] as ChatClient).session)).rejects.toThrow();
  });

  it('ends with 0 on Ctrl+C too', async () => {
    process.kill(server.pid, 'SIGINT');
    await until(() => people.every(({ socket }) => socket.disconnected), 'everybody to be gone');

    expect(await server.stop()).toBe(0);
  });
});

describe('a server that cannot start', () => {
  let server: ServerProcess;
  afterEach(() => server.remove());

  it('names the variable that is wrong and ends with 1', async () => {
    server = ServerProcess.unstarted({ ROOM_THREADS: 'many' });

    await expect(server.launch('abc')).rejects.toThrow(/ended with code 1:[^]*PORT: [^]*ROOM_THREADS: /u);
    expect(server.output).not.toContain('    at ');
  });

  it.each([
    ['is no database', () => Buffer.from('Dear diary, '.repeat(1_000))],
    ['has a torn header', (database: Buffer) => Buffer.concat([Buffer.alloc(100, 0xff), database.subarray(100)])],
    ['has torn pages', (database: Buffer) => Buffer.concat([database.subarray(0, 100), Buffer.alloc(database.length - 100, 0xff)])],
  ])('leaves a file alone that %s, says so and ends with 1', async (_, damage) => {
    server = await ServerProcess.start();
    await server.stop();
    const damaged = damage(readFileSync(server.databasePath));
    writeFileSync(server.databasePath, damaged);

    await expect(server.launch()).rejects.toThrow(/ended with code 1:[^]*watek\.db is damaged or no database at all[^]*left as it is/u);
    expect(readFileSync(server.databasePath).equals(damaged)).toBe(true);
  });

  it('leaves a data folder to the server that has it, says so and ends with 1', async () => {
    const first = await ServerProcess.start();
    server = ServerProcess.unstarted({ DATA_DIR: first.dataDir });

    await expect(server.launch()).rejects.toThrow(/ended with code 1:[^]*in use by another server/u);
    const ann = await ChatClient.enter(first.url, 'Ann');
    const room = await ann.createRoom('Still here');
    ann.close();
    await first.kill();
    await server.launch();

    expect((await historyOf(server.url, ann, room.id)).length).toBe(0);
    await first.remove();
  });

  it('says that its port is taken', async () => {
    const first = await ServerProcess.start();
    server = ServerProcess.unstarted();

    await expect(server.launch(new URL(first.url).port)).rejects.toThrow(/ended with code 1:[^]*EADDRINUSE/u);
    await first.remove();
  });
});
