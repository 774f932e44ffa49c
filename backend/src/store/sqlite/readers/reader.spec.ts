import { writeFileSync } from 'node:fs';
import { appendOf, dataFolder, messages, newRoom } from '../store.test-kit.ts';
import type { RoomSnapshot } from '../../store.ts';
import { appendOnThread, freshJournal } from '../journal/journal.test-kit.ts';
import { READS_UNDER_WAY, StoreReader } from './reader.ts';
import { until } from '../../../../test/kit/until.ts';

async function journalAndReader() {
  const store = await freshJournal();
  const reader = await StoreReader.open({ databasePath: store.path, lane: 'interactive' });
  const dispose = async () => {
    await reader.close();
    await store[Symbol.asyncDispose]();
  };
  return { journal: store.journal, reader, [Symbol.asyncDispose]: dispose };
}

describe('the reader', () => {
  it('sees what is committed', async () => {
    await using store = await journalAndReader();
    const { journal, reader } = store;

    expect(await reader.read('room', 'r1', null)).toBeNull();
    await journal.write('createRoom', newRoom());
    expect(await reader.read('room', 'r1', null)).toMatchObject({ id: 'r1' });
    await appendOnThread(journal, [{ appends: [appendOf(messages(1, 3))] }]);
    expect(await reader.read('events', { roomId: 'r1', after: 0, limit: 10 })).toEqual(messages(1, 3));
  });

  it('hands out snapshots as bytes', async () => {
    await using store = await journalAndReader();
    await store.journal.write('createRoom', newRoom());

    const bytes = await store.reader.read('snapshot', 'r1');

    const snapshot = JSON.parse(Buffer.from(bytes ?? []).toString()) as RoomSnapshot;
    expect(snapshot).toMatchObject({ roomId: 'r1', head: 0, recent: [] });
  });

  it('rejects a read that fails and goes on', async () => {
    await using store = await journalAndReader();

    await expect(store.reader.read('room', { not: 'text' } as never, null)).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
    expect(await store.reader.read('session', 'h1')).toBeNull();
  });

  it('answers what was asked before it closes, and nothing later', async () => {
    await using store = await journalAndReader();

    const read = store.reader.read('session', 'h1');
    const closed = store.reader.close();

    expect(await read).toBeNull();
    await closed;
    await expect(store.reader.read('session', 'h1')).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
  });

  it('refuses when very many wait already', async () => {
    await using store = await journalAndReader();

    const bound = READS_UNDER_WAY.interactive;
    const reads = Array.from({ length: bound + 1 }, () => store.reader.read('session', 'h1'));
    const outcomes = await Promise.allSettled(reads);

    expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([outcomes[bound]]);
    expect(outcomes[bound]).toMatchObject({ reason: { code: 'BUSY' } });
  });

  it('rejects when the database cannot be used', async () => {
    using folder = dataFolder();

    await expect(StoreReader.open({ databasePath: folder.path, lane: 'interactive' })).rejects.toMatchObject({ name: 'UnusableDatabaseError' });
  });

  it('rejects when its thread fails to start', async () => {
    using folder = dataFolder();
    const broken = `${folder.path}.mjs`;
    writeFileSync(broken, 'throw new TypeError("broken")');

    await expect(StoreReader.open({ databasePath: folder.path, lane: 'interactive', workerUrl: new URL(`file://${broken}`) })).rejects.toMatchObject({ name: 'TypeError' });
  });
});

describe('a reader whose thread dies', () => {
  const workerUrl = new URL('./dying-reader.test-kit.ts', import.meta.url);
  const die = (reader: StoreReader) => reader.read('members', 'r1', 1).catch((error: unknown) => error);

  async function untilItAnswers(reader: StoreReader): Promise<void> {
    let answered = false;
    await until(() => {
      void reader.read('session', 'h').then(
        () => (answered = true),
        () => {},
      );
      return answered;
    });
  }

  it('rejects what was under way and is replaced', async () => {
    const reader = await StoreReader.open({ databasePath: '', lane: 'interactive', workerUrl });

    expect(await die(reader)).toMatchObject({ code: 'STORAGE_FAILED' });
    await untilItAnswers(reader);

    await reader.close();
  });

  it('is closed even while it is being replaced', async () => {
    const reader = await StoreReader.open({ databasePath: '', lane: 'interactive', workerUrl });

    await die(reader);

    await expect(reader.close()).resolves.toBeUndefined();
  });

  it('is given up when it dies again and again', async () => {
    const reader = await StoreReader.open({ databasePath: '', lane: 'interactive', workerUrl });
    const failure = new Promise<Error>((resolve) => reader.onFailure(resolve));

    for (const last of [false, false, true]) {
      await die(reader);
      if (!last) await untilItAnswers(reader);
    }

    expect((await failure).message).toContain('3');
    expect(await die(reader)).toMatchObject({ code: 'STORAGE_FAILED' });
    await reader.close();
  });
});
