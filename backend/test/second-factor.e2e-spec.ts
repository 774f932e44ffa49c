import { readFileSync } from 'node:fs';
import type { RecoveryCodes, SecondFactorSetup } from '../src/contract/accounts.ts';
import { codeOf, stepOf } from '../src/identity/totp.ts';
import { factorSetupSchema, recoveryCodesSchema } from '../src/wire/schemas/accounts.ts';
import { PASSWORD, signedIn, signUp, trySignIn, type SignedIn } from './kit/accounts.ts';
import { expectToConform } from './kit/conforms.ts';
import { call } from './kit/rest.ts';
import { NO_RATES, ServerProcess } from './kit/server-process.ts';

const password = PASSWORD;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function bytesOf(base32: string): Buffer {
  const bits = [...base32].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/gu) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

describe('a second factor', () => {
  let server: ServerProcess;

  beforeAll(async () => {
    server = await ServerProcess.start(NO_RATES);
  });
  afterAll(() => server.remove());

  const ask = ({ headers }: SignedIn, method: string, json: object) => call(`${server.url}/api/me/second-factor`, { method, headers, json });
  const remove = ({ headers }: SignedIn, code: string) => call(`${server.url}/api/me/second-factor/remove`, { headers, json: { password, code } });
  const signIn = (login: string, code?: string) => call(`${server.url}/api/session`, { json: { login, password, kind: 'token', ...(code !== undefined && { code }) } });
  /** Steps that follow each other, as an authenticator shows them; the server takes the one after now too. */
  const codeAt = (secret: string, steps = 0) => codeOf(bytesOf(secret), stepOf(Date.now()) + steps);

  async function withFactor(login: string) {
    const person = await signUp(server.url, login);
    const begun = await ask(person, 'POST', { password });
    const { secret } = begun.json as SecondFactorSetup;
    const confirmed = await ask(person, 'PUT', { code: codeAt(secret, -1) });
    return { person, secret, begun, confirmed, codes: (confirmed.json as RecoveryCodes).recoveryCodes };
  }

  it('is asked for from when its first code was given, after the right password alone', async () => {
    const { person, secret, begun, confirmed } = await withFactor('ann');
    const me = await call(`${server.url}/api/me`, { headers: person.headers });
    const [without, wrong, right] = [await signIn('ann'), await signIn('ann', '000000'), await signIn('ann', codeAt(secret))];
    const wrongPassword = await trySignIn(server.url, { login: 'ann', password: 'wrong horse battery' });

    expectToConform(factorSetupSchema, begun.json);
    expectToConform(recoveryCodesSchema, confirmed.json);
    expect(me.json).toMatchObject({ secondFactor: true });
    expect([without.status, wrong.status, right.status, wrongPassword.status]).toEqual([403, 401, 201, 401]);
    expect(wrongPassword.json).toMatchObject({ message: 'Login or password is not right.' });
  });

  it('takes each code once, however many give it at the same moment', async () => {
    const { secret } = await withFactor('bo');
    const code = codeAt(secret);
    const answers = await Promise.all([1, 2, 3].map(() => signIn('bo', code)));

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 401, 401]);
    expect((await signIn('bo', codeAt(secret, -1))).status).toBe(401);
  });

  it('takes each recovery code once, with or without its hyphens', async () => {
    const { codes } = await withFactor('cy');
    const [first = '', second = ''] = codes;
    const answers = await Promise.all([1, 2, 3].map(() => signIn('cy', first)));

    expect(new Set(codes).size).toBe(10);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 401, 401]);
    expect((await signIn('cy', second.replaceAll('-', '').toUpperCase())).status).toBe(201);
  });

  it('is set up with the password, not replaced once it counts, and not confirmed by a wrong code', async () => {
    const person = await signUp(server.url, 'dana');
    const wrongPassword = await ask(person, 'POST', { password: 'wrong horse battery' });
    const first = (await ask(person, 'POST', { password })).json as SecondFactorSetup;
    const wrongCode = await ask(person, 'PUT', { code: '000000' });
    const second = (await ask(person, 'POST', { password })).json as SecondFactorSetup;
    const late = await ask(person, 'PUT', { code: codeAt(first.secret) });
    const done = await ask(person, 'PUT', { code: codeAt(second.secret) });

    expect([wrongPassword.status, wrongCode.status, late.status, done.status]).toEqual([403, 400, 400, 200]);
    expect((await ask(person, 'POST', { password })).status).toBe(409);
  });

  it('is removed with password and code, or by an administrator, who leaves an entry', async () => {
    const admin = signedIn(await call(`${server.url}/api/setup`, { json: { login: 'admin', password, name: 'Admin', kind: 'token' } }));
    const [own, lost] = [await withFactor('own'), await withFactor('lost')];
    const wrong = await remove(own.person, '000000');
    const right = await remove(own.person, codeAt(own.secret));
    const removed = await call(`${server.url}/api/admin/users/${lost.person.id}`, { method: 'PATCH', headers: admin.headers, json: { secondFactor: false, password, why: 'phone lost' } });
    const audit = await call(`${server.url}/api/admin/audit?about=${lost.person.id}`, { headers: admin.headers });

    expect([wrong.status, right.status, removed.status]).toEqual([403, 204, 200]);
    expect([(await signIn('own')).status, (await signIn('lost')).status]).toEqual([201, 201]);
    expect(audit.json).toMatchObject([{ action: 'person.second-factor-removed', why: 'phone lost' }]);
  });

  it('is slow to guess at', async () => {
    await withFactor('guessed');
    const answers = [];
    for (let n = 0; n < 14; n++) answers.push(await signIn('guessed', String(n).padStart(6, '0')));

    expect(answers.at(-1)?.status).toBe(429);
  });

  it('may be asked for as often as the password is right', async () => {
    const { secret } = await withFactor('often');
    for (let n = 0; n < 14; n++) expect((await signIn('often')).status).toBe(403);

    expect((await signIn('often', codeAt(secret))).status).toBe(201);
  });

  it('is not there for guests', async () => {
    const guest = signedIn(await call(`${server.url}/api/session`, { json: { name: 'Guest', kind: 'token' } }));

    expect((await ask(guest, 'POST', { password })).status).toBe(403);
  });

  it('leaves no secret and no recovery code in the database or the output', async () => {
    const { secret, codes } = await withFactor('canary');
    const files = ['watek.db', 'watek.db-wal'].map((file) => readFileSync(`${server.dataDir}/${file}`));
    const plain = [bytesOf(secret), Buffer.from(secret), ...codes.flatMap((code) => [Buffer.from(code), Buffer.from(code.replaceAll('-', ''))])];

    for (const bytes of plain) for (const file of [...files, Buffer.from(server.output)]) expect(file.includes(bytes)).toBe(false);
  });
});
