import { randomBytes } from 'node:crypto';
import { SessionTokens } from './session-tokens.ts';

describe('SessionTokens', () => {
  const tokens = new SessionTokens(randomBytes(32));

  it('are never the same, and known to be ours', () => {
    const made = Array.from({ length: 1_000 }, () => tokens.make());

    expect(new Set(made).size).toBe(1_000);
    expect(made.every((token) => tokens.isSealed(token) && /^[\w-]{43}$/u.test(token))).toBe(true);
  });

  it('are not ours where one letter differs, nor another server\'s', () => {
    const token = tokens.make();
    const changed = Array.from(token, (letter, index) => `${token.slice(0, index)}${letter === 'A' ? 'Q' : 'A'}${token.slice(index + 1)}`);

    expect(changed.filter((each) => tokens.isSealed(each))).toEqual([]);
    expect(new SessionTokens(randomBytes(32)).isSealed(token)).toBe(false);
  });

  it.each(['', 'x', 'x'.repeat(43), 'ż'.repeat(43), 'x'.repeat(20_000)])('are not %j', (text) => {
    expect(tokens.isSealed(text)).toBe(false);
  });
});
