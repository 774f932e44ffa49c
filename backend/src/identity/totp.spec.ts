import { randomBytes } from 'node:crypto';
import { Sealed } from './sealed.ts';
import { codeOf, matchingStep, STEP_MS, stepOf, toBase32 } from './totp.ts';

/** RFC 6238, appendix B, its last six digits. */
const SECRET = Buffer.from('12345678901234567890');

describe('a code of an authenticator', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at second %i is %s', (seconds, code) => {
    expect(codeOf(SECRET, stepOf(seconds * 1_000))).toBe(code);
  });

  it('is right a step before and after its own, and no further', () => {
    const now = 1_234_567_890_000;
    const code = codeOf(SECRET, stepOf(now));

    expect([-2, -1, 0, 1, 2].map((steps) => matchingStep(SECRET, code, now + steps * STEP_MS))).toEqual([null, stepOf(now), stepOf(now), stepOf(now), null]);
    expect(matchingStep(SECRET, '', now)).toBeNull();
    expect(matchingStep(SECRET, `${code}0`, now)).toBeNull();
  });

  it('comes from a secret that is typed as base32', () => {
    expect(toBase32(SECRET)).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
    expect(toBase32(Buffer.from('foobar'))).toBe('MZXW6YTBOI');
  });
});

describe('what is sealed', () => {
  it('is opened by the same key for the same purpose, unchanged, and by nothing else', () => {
    const key = randomBytes(32);
    const sealed = new Sealed(key, 'one').seal(SECRET);

    expect(new Sealed(key, 'one').open(sealed)).toEqual(SECRET);
    expect(sealed).not.toBe(new Sealed(key, 'one').seal(SECRET));
    expect(() => new Sealed(key, 'two').open(sealed)).toThrow();
    expect(() => new Sealed(randomBytes(32), 'one').open(sealed)).toThrow();
    expect(() => new Sealed(key, 'one').open(`${sealed.slice(0, -2)}AA`)).toThrow();
  });
});
