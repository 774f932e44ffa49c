import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ChatClient } from './kit/chat-client.ts';
import { NO_RATES, ServerProcess } from './kit/server-process.ts';
import { until } from './kit/until.ts';
import { watek } from './kit/watek.ts';

const ROOMS = 3;

describe('a backup of a server that people talk on', () => {
  let folder: string;
  let file: string;
  let server: ServerProcess;
  let elsewhere: ServerProcess;
  let ann: ChatClient;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'watek-backup-'));
    file = join(folder, 'a.db');
    elsewhere = ServerProcess.unstarted(NO_RATES);
    server = await ServerProcess.start(NO_RATES);
    ann = await ChatClient.enter(server.url, 'Ann');
  });
  afterEach(async () => {
    ann.close();
    await server.remove();
    await elsewhere.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('holds every message that was acknowledged before it began, and each room without a hole', async () => {
    const rooms = await Promise.all(Array.from({ length: ROOMS }, async (_, n) => (await ann.createRoom(`Room ${n}`)).id));
    const acked = new Set<string>();
    let talking = true;
    const talk = async (roomId: string) => {
      while (talking) acked.add((await ann.say(roomId, randomUUID())).id);
    };
    const talks = rooms.map(talk);
    await until(() => acked.size >= 50, 'people to talk');
    const before = [...acked];
    const { code, out } = await watek('backup', file, '--data', server.dataDir, '--json', '--with-secrets');
    const after = acked.size;
    talking = false;
    await Promise.all(talks);
    using database = new DatabaseSync(file, { readOnly: true });
    const kept = new Set(database.prepare(`SELECT json_extract(payload, '$.id') AS id FROM events WHERE type = 'message.posted'`).all().map(({ id }) => id));

    expect(code).toBe(0);
    expect(after).toBeGreaterThan(before.length);
    expect(before.filter((id) => !kept.has(id))).toEqual([]);
    expect(JSON.parse(out)).toMatchObject({ ok: true, rooms: ROOMS, messages: kept.size });
  });

  it('goes on elsewhere after a restore: the same messages and sessions, and clients load their rooms anew', async () => {
    const roomId = (await ann.createRoom('Kitchen')).id;
    for (let n = 1; n <= 20; n += 1) await ann.say(roomId, `m${n}`);
    const before = await ann.opens(roomId);
    await watek('backup', file, '--data', server.dataDir, '--with-secrets');
    await ann.say(roomId, 'after');
    const { code, out } = await watek('restore', file, '--data', elsewhere.dataDir, '--with-secrets', '--json');
    await elsewhere.launch();
    const again = await ChatClient.resume(elsewhere.url, ann.session);
    const opened = await again.opens(roomId, { epoch: before.epoch, seq: before.head });
    const next = await again.say(roomId, 'elsewhere');
    again.close();

    expect({ code, ...(JSON.parse(out) as object) }).toMatchObject({ code: 0, ok: true, aside: null, messages: 20 });
    expect(opened.epoch).not.toBe(before.epoch);
    expect(opened).toMatchObject({ reset: true, head: before.head });
    expect('messages' in opened && opened.messages.map(({ body }) => body)).toEqual(Array.from({ length: 20 }, (_, n) => `m${n + 1}`));
    expect(next).toMatchObject({ ordinal: 21, seq: before.head + 1 });
  });

  it('is not put into the folder of a server that runs, and takes its place when it was stopped', async () => {
    const roomId = (await ann.createRoom('Kitchen')).id;
    await ann.say(roomId, 'before');
    await watek('backup', file, '--data', server.dataDir);
    await ann.say(roomId, 'after');
    const refused = await watek('restore', file, '--data', server.dataDir, '--force');
    const stillThere = await ann.say(roomId, 'still-there');
    await server.kill();
    const { code } = await watek('restore', file, '--data', server.dataDir, '--force');
    await server.restart();
    ann.close();
    ann = await ChatClient.resume(server.url, ann.session);

    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('in use by another server') as string });
    expect(stillThere.ordinal).toBe(3);
    expect(code).toBe(0);
    expect(await ann.opens(roomId)).toMatchObject({ messages: [{ body: 'before' }] });
  });
});
