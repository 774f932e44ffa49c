import { itWith } from '../kit/it-with.ts';
import { NO_FINDINGS } from './kit/check-history.ts';
import { SmallDisk } from './kit/small-disk.ts';
import { fillTheDisk } from './scenarios/storage.ts';

describe('a disk that is full for a while', () => {
  itWith('mount', SmallDisk.isPossible)('refuses with STORAGE_FULL, shows nothing that is not stored, stays readable, and heals by itself', async () => {
    const report = await fillTheDisk({ rounds: 2, senders: 6 });

    expect(report?.verdict?.findings).toEqual(NO_FINDINGS);
    expect(report?.verdict?.refused).toBe(0);
    expect(report?.during).toEqual({ ready: 503, live: 200, history: 200, acks: 0 });
  }, 90_000);
});
