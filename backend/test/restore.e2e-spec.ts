import { cpSync, copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ChatClient } from './kit/chat-client.ts';
import { call } from './kit/rest.ts';
import { NO_RATES, ServerProcess } from './kit/server-process.ts';
import { until } from './kit/until.ts';

describe('a database that is not where, or what, it was', () => {
  let server: ServerProcess;
  let ann: ChatClient;
  let roomId: string;

  beforeEach(async () => {
    server = await ServerProcess.start(NO_RATES);
    ann = await ChatClient.enter(server.url, 'Ann');
    roomId = (await ann.createRoom('Kitchen')).id;
    await ann.say(roomId, 'before', 'before the backup');
  });
  afterEach(async () => {
    ann.close();
    await server.remove();
  });

  const epoch = async () => (await ann.opens(roomId)).epoch;
  const backup = () => join(server.dataDir, 'backup.db');

  function backUp(): void {
    const database = new DatabaseSync(server.databasePath, { readOnly: true });
    database.exec(`VACUUM INTO '${backup()}'`);
    database.close();
  }

  async function comesBack(): Promise<void> {
    await server.restart();
    ann.close();
    ann = await ChatClient.resume(server.url, ann.session);
  }

  it.each([
    ['a stop', () => server.stop()],
    ['a power cut', () => server.kill()],
  ])('is the same after %s', async (_, end) => {
    const before = await epoch();
    await end();
    await comesBack();

    expect(await epoch()).toBe(before);
    expect(server.output).not.toContain('from a copy');
  });

  it('is loaded anew by everybody after a backup was put into its place', async () => {
    const before = await ann.opens(roomId);
    backUp();
    await ann.say(roomId, 'after', 'after the backup');
    await ann.do('read:mark', { roomId, ordinal: 2 });
    await server.stop();
    copyFileSync(backup(), server.databasePath);
    await comesBack();
    const opened = await ann.opens(roomId, { epoch: before.epoch, seq: before.head + 1 });

    expect(opened).toMatchObject({ reset: true, messages: [{ body: 'before the backup' }] });
    expect(opened.epoch).not.toBe(before.epoch);
    expect((await ann.do('me:sync', {})).rooms).toMatchObject([{ readOrdinal: 1, unread: 0 }]);
    expect(server.output.match(/from a copy/gu)).toHaveLength(1);
  });

  it('is loaded anew after the whole folder was put back', async () => {
    const before = await epoch();
    const copy = `${server.dataDir}-copy`;
    await server.stop();
    cpSync(server.dataDir, copy, { recursive: true });
    await comesBack();
    await ann.say(roomId, 'after');
    await server.stop();
    rmSync(server.dataDir, { recursive: true });
    cpSync(copy, server.dataDir, { recursive: true });
    rmSync(copy, { recursive: true });
    await comesBack();

    expect(await epoch()).not.toBe(before);
  });

  it('is refused in words where the log of another one still lies beside it, and nothing is changed', async () => {
    backUp();
    await ann.say(roomId, 'after', 'after the backup');
    await server.kill();
    copyFileSync(backup(), server.databasePath);

    await expect(server.restart()).rejects.toThrow(/does not go with the write-ahead log.*Nothing was changed/su);
    expect(existsSync(`${server.databasePath}-wal`)).toBe(true);
    ['-wal', '-shm'].forEach((end) => rmSync(`${server.databasePath}${end}`));
    await comesBack();

    expect(await ann.opens(roomId)).toMatchObject({ messages: [{ body: 'before the backup' }] });
  });

  it('takes nothing while its file is elsewhere, says so once, and goes on when it is back', async () => {
    const elsewhere = join(server.dataDir, 'elsewhere.db');
    renameSync(server.databasePath, elsewhere);
    await until(async () => (await call(`${server.url}/api/health/ready`)).status === 503, 'the server to notice');
    const refused = await ann.try('message:send', { roomId, clientId: 'lost', body: 'lost' });
    renameSync(elsewhere, server.databasePath);
    await until(async () => (await call(`${server.url}/api/health/ready`)).status === 200, 'the server to notice');
    const stored = await ann.say(roomId, 'lost', 'not lost');

    expect(refused).toMatchObject({ ok: false, code: 'STORAGE_FAILED' });
    expect(stored.ordinal).toBe(2);
    expect(server.output.match(/was moved, deleted or replaced/gu)).toHaveLength(1);
  });
});
