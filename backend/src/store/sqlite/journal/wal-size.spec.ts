import { statSync } from 'node:fs';
import { Database } from '../database.ts';
import { appendOf, messages, newRoom } from '../store.test-kit.ts';
import type { WalSize } from '../../store.ts';
import { appendOnThread, freshJournal, type Round } from './journal.test-kit.ts';
import { until } from '../../../../test/kit/until.ts';

const KIB = 1_024;
const LIMITS = { keptBytes: 256 * KIB, largeBytes: 512 * KIB };

/** About 700 KiB of log in all. */
const rounds = (): Round[] => Array.from({ length: 10 }, (_, round) => ({ appends: [appendOf(messages(round * 50 + 1, round * 50 + 50))] }));

/** A connection that reads from one state of the database until it is told to end. */
function longReader(path: string): () => void {
  const reader = new Database({ path, readOnly: true });
  reader.exec('BEGIN');
  reader.pragma('schema_version');
  return () => {
    reader.exec('COMMIT');
    reader.close();
  };
}

describe('the log behind a reader who reads for long', () => {
  async function watched() {
    const store = await freshJournal({ wal: LIMITS });
    const told: WalSize[] = [];
    store.journal.onWalSize((size) => told.push(size));
    await store.journal.write('createRoom', newRoom());
    return { ...store, told, walOnDisk: () => statSync(`${store.path}-wal`).size, [Symbol.asyncDispose]: store[Symbol.asyncDispose] };
  }

  it('is told once to be large, is cut when the reader is gone, and is told once to be small', async () => {
    await using store = await watched();
    const end = longReader(store.path);

    await appendOnThread(store.journal, rounds());
    const grown = store.walOnDisk();
    await until(() => store.told.length > 0);
    end();
    await until(() => store.walOnDisk() === 0);
    await until(() => store.told.length > 1);

    expect(grown).toBeGreaterThan(LIMITS.largeBytes);
    expect(store.told.map(({ isLarge }) => isLarge)).toEqual([true, false]);
    expect(store.told[0]?.bytes).toBeGreaterThan(LIMITS.largeBytes);
  });

  it('is what the figures say', async () => {
    await using store = await watched();
    const end = longReader(store.path);

    await appendOnThread(store.journal, rounds());

    expect(store.journal.stats().walBytes).toBe(store.walOnDisk());
    end();
  });
});
