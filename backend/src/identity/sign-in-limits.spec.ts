import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChatError } from '../wire/chat-error.ts';
import { KnownDevices } from './known-devices.ts';
import { SignInLimits, type Attempt } from './sign-in-limits.ts';

describe('guessing passwords', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'watek-limits-'));
  afterAll(() => rmSync(dataDir, { recursive: true }));

  function fresh() {
    const known = new KnownDevices({ dataDir, sessionMs: 1 });
    const limits = new SignInLimits(known);
    const isLetIn = (attempt: Attempt): boolean => {
      try {
        limits.admit(attempt);
        return true;
      } catch (error) {
        return !(error instanceof ChatError && error.code === 'RATE_LIMITED');
      }
    };
    return { known, limits, isLetIn };
  }
  const from = (n: number): string => `203.0.${n >> 8}.${n & 0xff}`;

  it('from one address at many logins is slowed', () => {
    const { isLetIn } = fresh();
    const tried = Array.from({ length: 200 }, (_, n) => isLetIn({ loginKey: `login${n}`, address: '203.0.113.7' }));

    expect(tried.filter(Boolean).length).toBeLessThanOrEqual(62);
  });

  it('from many addresses at one login is slowed, and does not keep its owner out of the browser they know', () => {
    const { known, isLetIn } = fresh();
    const device = known.make('ann');
    const guessed = Array.from({ length: 500 }, (_, n) => isLetIn({ loginKey: 'ann', address: from(n) }));

    expect(guessed.filter(Boolean).length).toBeLessThanOrEqual(11);
    expect(isLetIn({ loginKey: 'ann', address: '198.51.100.1', device })).toBe(true);
    expect(isLetIn({ loginKey: 'ann', address: '198.51.100.1', device: known.make('eve') })).toBe(false);
    expect(isLetIn({ loginKey: 'ann', address: '198.51.100.1', device: `${device.slice(0, -2)}AA` })).toBe(false);
    expect(isLetIn({ loginKey: 'bob', address: '198.51.100.1' })).toBe(true);
  });

  it('is slowed in a known browser too', () => {
    const { known, isLetIn } = fresh();
    const device = known.make('ann');
    const tried = Array.from({ length: 50 }, (_, n) => isLetIn({ loginKey: 'ann', address: from(n), device }));

    expect(tried.filter(Boolean).length).toBeLessThanOrEqual(11);
  });

  it('is not what somebody does who is right', () => {
    const { limits } = fresh();
    const address = '203.0.113.9';

    for (let n = 0; n < 300; n++) limits.admit({ loginKey: 'ann', address })();
    expect(() => limits.admit({ loginKey: 'ann', address })).not.toThrow();
  });
});
