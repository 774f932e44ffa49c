import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { OwnSession } from '../src/contract/accounts.ts';
import type { Message } from '../src/contract/room-events.ts';
import { ownSessionSchema } from '../src/wire/schemas/accounts.ts';
import { meSchema } from '../src/wire/schemas/views.ts';
import { PASSWORD, signedIn, signIn, signUp, trySignIn, type SignedIn } from './kit/accounts.ts';
import { ChatClient } from './kit/chat-client.ts';
import { expectToConform } from './kit/conforms.ts';
import { call, enterByCookie } from './kit/rest.ts';
import { NO_RATES, ServerProcess } from './kit/server-process.ts';

const codeOf = ({ json }: { json: unknown }) => (json as { code: string } | undefined)?.code;

describe('an account', () => {
  let server: ServerProcess;

  beforeAll(async () => {
    server = await ServerProcess.start(NO_RATES);
  });
  afterAll(() => server.remove());

  const at = (path: string) => `${server.url}/api/${path}`;
  const sessionsOf = async ({ headers }: Pick<SignedIn, 'headers'>) => (await call(at('me/sessions'), { headers })).json as OwnSession[];
  const changePassword = ({ headers }: SignedIn, current: string, password: string) => call(at('me/password'), { method: 'PUT', headers, json: { current, password } });
  const isLetIn = async (token: string) => (await call(at('session'), { headers: { authorization: `Bearer ${token}` } })).status === 200;

  it('makes a member of a guest, who keeps id, rooms and messages, by a new token', async () => {
    const guest = await ChatClient.enter(server.url, 'Ann');
    const room = await guest.createRoom('Kitchen');
    await guest.opens(room.id);
    await guest.say(room.id, randomUUID(), 'before');
    const asGuest = { authorization: `Bearer ${guest.session.token}` };

    const member = signedIn(await call(at('accounts'), { headers: asGuest, json: { login: 'Ann.Smith', password: PASSWORD } }));
    const me = await call(at('me'), { headers: member.headers });
    await call(at(`rooms/${room.id}/messages`), { headers: member.headers, json: { body: 'after' } });
    const messages = (await call(at(`rooms/${room.id}/messages`), { headers: member.headers })).json as Message[];

    expect(me.json).toEqual({ id: guest.session.user.id, name: 'Ann', kind: 'member', roles: ['member'], login: 'Ann.Smith' });
    expectToConform(meSchema, me.json);
    expect(messages.map(({ body, author }) => [body, author.id])).toEqual([['before', member.id], ['after', member.id]]);
    expect(await isLetIn(guest.session.token ?? '')).toBe(false);
    expect((await guest.hears('session:ended', () => true)).reason).toBe('left');
    guest.close();
  });

  it('is signed in to by its login in any case and width, and by nobody else’s', async () => {
    await signUp(server.url, 'Zoë');
    const taken = await call(at('accounts'), { json: { login: 'ZOË', password: PASSWORD, name: 'Z' } });
    const wide = await trySignIn(server.url, { login: 'ｚoë', password: PASSWORD });

    expect([taken.status, codeOf(taken)]).toEqual([409, 'NAME_TAKEN']);
    expect(wide.status).toBe(201);
  });

  it.each([
    ['a short password', { login: 'short', password: 'nine char' }],
    ['the login for a password', { login: 'loginlogin', password: 'LoginLogin' }],
    ['a login of two words', { login: 'two words', password: PASSWORD }],
    ['a login that hides something', { login: 'an\u200Bn', password: PASSWORD }],
    ['more than there is', { login: 'more', password: PASSWORD, role: 'admin' }],
    ['a very long password', { login: 'long', password: 'p'.repeat(257) }],
  ])('is not made with %s', async (_, json) => {
    const { status, json: failure } = await call(at('accounts'), { json });

    expect([400, 413]).toContain(status);
    expect(JSON.stringify(failure)).not.toContain(json.password);
  });

  it('answers in the same words, whatever is wrong', async () => {
    await signUp(server.url, 'known');
    const answers = [await trySignIn(server.url, { login: 'known', password: 'wrong horse battery' }), await trySignIn(server.url, { login: 'unknown', password: PASSWORD })];

    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
    expect(answers[0]?.json).toEqual(answers[1]?.json);
  });

  it('takes as long for a login that is not there as for a wrong password', async () => {
    const own = await ServerProcess.start(NO_RATES);
    const times: Record<string, number[]> = { known: [], unknown: [] };
    for (let n = 0; n < 8; n++) await signUp(own.url, `known${n}`);
    for (let n = 0; n < 16; n++) {
      for (const kind of n % 2 === 0 ? ['known', 'unknown'] : ['unknown', 'known']) {
        const begun = performance.now();
        await trySignIn(own.url, { login: `${kind}${n % 8}`, password: 'wrong horse battery' });
        times[kind]?.push(performance.now() - begun);
      }
    }
    await own.remove();
    // A busy machine makes single ones slow; without the hash even the quickest would take a tenth.
    const [known, unknown] = [Math.min(...(times['known'] ?? [])), Math.min(...(times['unknown'] ?? []))];

    expect(unknown).toBeGreaterThan(known / 2);
    expect(known).toBeGreaterThan(unknown / 2);
  });

  it('is slow to guess at, and says when to try again', async () => {
    await signUp(server.url, 'guessed');
    const answers = [];
    for (let n = 0; n < 14; n++) answers.push(await trySignIn(server.url, { login: 'guessed', password: `wrong password ${n}` }));

    expect(answers.at(-1)).toMatchObject({ status: 429, json: { code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) as number } });
    expect((await trySignIn(server.url, { login: 'guessed', password: PASSWORD })).status).toBe(429);
  });

  it('lets a browser in that its owner knows while others guess', async () => {
    await signUp(server.url, 'besieged');
    const first = await trySignIn(server.url, { login: 'besieged', password: PASSWORD, kind: 'cookie' });
    const device = first.headers.getSetCookie().find((cookie) => cookie.startsWith('watek_device='))?.split(';')[0] ?? '';
    for (let n = 0; n < 12; n++) await trySignIn(server.url, { login: 'besieged', password: `wrong password ${n}` });

    expect((await trySignIn(server.url, { login: 'besieged', password: PASSWORD })).status).toBe(429);
    expect((await trySignIn(server.url, { login: 'besieged', password: PASSWORD, headers: { cookie: device } })).status).toBe(201);
  });

  it('lists where one is signed in, and ends that one by one', async () => {
    const first = await signUp(server.url, 'listed');
    const phone = signedIn(await trySignIn(server.url, { login: 'listed', password: PASSWORD, headers: { 'user-agent': 'Mozilla/5.0 (Android 16; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0' } }));
    const eve = await signUp(server.url, 'eve1');
    const socket = await ChatClient.resume(server.url, { token: phone.token, user: { id: phone.id, name: 'listed' }, expiresAt: 0 });

    const listed = await sessionsOf(first);
    expectToConform(z.array(ownSessionSchema), listed);
    expect(listed).toMatchObject([{ device: 'Firefox, Android', current: false, online: true }, { current: true, online: false }]);
    const [{ id = '' } = {}] = listed;
    expect((await call(at(`me/sessions/${id}`), { method: 'DELETE', headers: eve.headers })).status).toBe(404);
    expect((await call(at(`me/sessions/${id}`), { method: 'DELETE', headers: first.headers })).status).toBe(204);

    expect((await socket.hears('session:ended', () => true)).reason).toBe('revoked');
    expect(await isLetIn(phone.token)).toBe(false);
    expect(await sessionsOf(first)).toHaveLength(1);
    socket.close();
  });

  it('is signed out of everywhere, on open sockets too', async () => {
    const [first, second] = [await signUp(server.url, 'everywhere'), await signIn(server.url, 'everywhere')];
    const socket = await ChatClient.resume(server.url, { token: second.token, user: { id: second.id, name: 'e' }, expiresAt: 0 });

    expect((await call(at('me/sessions'), { method: 'DELETE', headers: first.headers })).status).toBe(204);

    await socket.hears('session:ended', () => true);
    expect([await isLetIn(first.token), await isLetIn(second.token)]).toEqual([false, false]);
    socket.close();
  });

  it('has another password at once, and all other sessions end; the wrong old one changes nothing', async () => {
    const [here, there] = [await signUp(server.url, 'changing'), await signIn(server.url, 'changing')];
    const wrong = await changePassword(here, 'wrong horse battery', 'another horse battery');
    const short = await changePassword(here, PASSWORD, 'short');
    const right = await changePassword(here, PASSWORD, 'another horse battery');

    expect([wrong.status, codeOf(wrong), short.status, right.status]).toEqual([403, 'FORBIDDEN', 400, 204]);
    expect([await isLetIn(here.token), await isLetIn(there.token)]).toEqual([true, false]);
    expect((await trySignIn(server.url, { login: 'changing', password: PASSWORD })).status).toBe(401);
    await signIn(server.url, 'changing', 'another horse battery');
  });

  it('takes one of two passwords that are set at the same time, and only that one is right', async () => {
    const [one, other] = [await signUp(server.url, 'racing'), await signIn(server.url, 'racing')];
    const answers = await Promise.all([changePassword(one, PASSWORD, 'the first password'), changePassword(other, PASSWORD, 'the second password')]);
    const right = [await trySignIn(server.url, { login: 'racing', password: 'the first password' }), await trySignIn(server.url, { login: 'racing', password: 'the second password' })];

    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(right.map(({ status }) => status === 201)).toEqual(answers.map(({ status }) => status === 204));
  });

  it('gives a page another cookie at sign-in, and the one from before opens nothing', async () => {
    await signUp(server.url, 'fixed');
    const before = await enterByCookie(server.url, 'Guest');
    const { status, headers } = await trySignIn(server.url, { login: 'fixed', password: PASSWORD, kind: 'cookie', headers: { cookie: before, origin: server.url } });
    const after = headers.getSetCookie().find((cookie) => cookie.startsWith('watek_session='))?.split(';')[0] ?? '';

    expect(status).toBe(201);
    expect(after).not.toBe(before);
    expect((await call(at('session'), { headers: { cookie: before } })).status).toBe(401);
    expect((await call(at('session'), { headers: { cookie: after } })).status).toBe(200);
  });

  it('is touched by no page of another site, whatever it says it sends', async () => {
    const made = await call(at('accounts'), { json: { login: 'cookie', password: PASSWORD, name: 'C' } });
    const cookie = made.headers.getSetCookie().find((one) => one.startsWith('watek_session='))?.split(';')[0] ?? '';
    const body = JSON.stringify({ current: PASSWORD, password: 'a password of theirs' });
    for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      for (const origin of ['https://elsewhere.example', 'null']) {
        const { status } = await call(at('me/password'), { method: 'PUT', headers: { cookie, origin, 'content-type': type }, body });
        expect(status).toBe(403);
      }
    }
    await signIn(server.url, 'cookie');
  });

  it('leaves no password and no token in the log, the figures or the database', async () => {
    const password = 'canary-password-73c1';
    const { token } = await signUp(server.url, 'canary', password);
    await trySignIn(server.url, { login: 'canary', password: `${password} wrong` });
    await call(at('accounts'), { body: `{"login":"canary2","password":"${password}"` });
    await call(at('accounts'), { json: { login: 'c c', password } });
    const { text } = await call(`${server.url}/metrics`);
    const files = ['watek.db', 'watek.db-wal'].map((file) => readFileSync(`${server.dataDir}/${file}`, 'latin1'));

    for (const told of [server.output, text, ...files]) {
      expect(told.includes(password)).toBe(false);
      expect(told.includes(token)).toBe(false);
    }
  });
});
