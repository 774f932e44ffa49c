import { ChatError } from '../wire/chat-error.ts';
import { COST, MOST_WAITING_HASHES, Passwords } from './passwords.ts';
import { formatPhc, parsePhc } from './phc-string.ts';

const CHEAP = { memoryKib: 64, passes: 1, lanes: 1 };

describe('passwords', () => {
  it('are argon2id in a PHC string with what OWASP asks for at least, each with a salt of its own', async () => {
    const passwords = new Passwords();
    const [one, other] = await Promise.all([passwords.hash('correct horse'), passwords.hash('correct horse')]);

    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z\d+/]{22}\$[A-Za-z\d+/]{43}$/u);
    expect(one).not.toBe(other);
    expect(await passwords.verify('correct horse', one)).toEqual({ isRight: true, isStale: false });
    expect(await passwords.verify('wrong horse', one)).toEqual({ isRight: false, isStale: false });
    expect(await passwords.verify('correct horse', null)).toEqual({ isRight: false, isStale: false });
  });

  it('are the same password however a keyboard composes its letters', async () => {
    const passwords = new Passwords(CHEAP);

    expect(await passwords.verify('z\u0307o\u0301\u0142c', await passwords.hash('\u017c\u00f3\u0142c'))).toMatchObject({ isRight: true });
  });

  it('made with other parameters are right still, and known to be stale', async () => {
    const old = await new Passwords(CHEAP).hash('correct horse');

    expect(await new Passwords({ ...CHEAP, passes: 2 }).verify('correct horse', old)).toEqual({ isRight: true, isStale: true });
  });

  it('wait in a queue that ends: who comes beyond it is told BUSY at once, and all others are served', async () => {
    const passwords = new Passwords(CHEAP);
    const all = await Promise.allSettled(Array.from({ length: MOST_WAITING_HASHES + 12 }, () => passwords.hash('p')));
    const refused = all.filter((one) => one.status === 'rejected');

    expect(refused).toHaveLength(10);
    expect(refused.every(({ reason }) => reason instanceof ChatError && reason.code === 'BUSY' && (reason.wait.retryAfterMs ?? 0) > 0)).toBe(true);
    expect(passwords.waiting).toBe(0);
  });

  it('do not hold the thread that asks', async () => {
    const passwords = new Passwords();
    let turns = 0;
    const counting = setInterval(() => turns++, 1);
    await Promise.all([passwords.hash('a'), passwords.hash('b'), passwords.hash('c'), passwords.hash('d')]);
    clearInterval(counting);

    expect(turns).toBeGreaterThan(5);
  });

  it('are read back from what was written, and nothing of what is in no such form is told', () => {
    const hash = { ...COST, salt: Buffer.alloc(16, 1), tag: Buffer.alloc(32, 2) };

    expect(parsePhc(formatPhc(hash))).toEqual(hash);
    expect(() => parsePhc('$2b$10$secretsecret')).toThrow(/^(?!.*secret)/u);
  });
});
