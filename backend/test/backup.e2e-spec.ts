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
  const folder = mkdtempSync(join(tmpdir(), 'watek-backup-'));
  const file = join(folder, 'a.db');
  let server: ServerProcess;
  let ann: ChatClient;

  beforeEach(async () => {
    server = await ServerProcess.start(NO_RATES);
    ann = await ChatClient.enter(server.url, 'Ann');
  });
  afterEach(async () => {
    ann.close();
    await server.remove();
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
});
