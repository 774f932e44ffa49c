import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { openSqliteStore } from '../store/sqlite/open-sqlite-store.ts';
import type { Store } from '../store/store.ts';
import { RateLimits } from './rate-limits.ts';
import { SessionsService, type EndedSession } from './sessions.service.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const HERE = '127.0.0.1';
const NO_RATES = { commandsPerSecond: 0, connectionsPerSecond: 0, connectionsPerSecondOfAddress: 0, sessionsPerMinute: 0, roomsPerMinute: 0, readsPerSecond: 0 };

describe('sessions', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'watek-sessions-'));
  let store: Store;

  beforeAll(async () => {
    store = await openSqliteStore({ databasePath: join(dataDir, 'watek.db') });
  });
  afterEach(() => jest.useRealTimers());
  afterAll(async () => {
    await store.close();
    rmSync(dataDir, { recursive: true });
  });

  /** The service as it is after a start: it knows only what is stored. */
  function started(sessionMs = DAY_MS) {
    const ended: EndedSession[] = [];
    const sessions = new SessionsService({ dataDir, sessionMs }, store, new RateLimits(NO_RATES));
    sessions.ended.subscribe((each) => ended.push(each));
    return { sessions, ended };
  }

  /** Only the clock is moved; threads answer as ever. */
  const at = (time: number) => jest.useFakeTimers({ now: time, doNotFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'nextTick', 'queueMicrotask', 'performance'] });

  it('last as long as they are used, and a day longer', async () => {
    const start = Date.now();
    const { sessions } = started();
    const { token } = await sessions.create('Ann', 'cookie');
    for (const hours of [23, 46, 69]) {
      at(start + hours * HOUR_MS);
      expect(await sessions.find(token, HERE)).not.toBeNull();
    }

    at(start + 92 * HOUR_MS);
    expect(await started().sessions.find(token, HERE)).not.toBeNull();
    at(start + 117 * HOUR_MS);
    expect(await started().sessions.find(token, HERE)).toBeNull();
  });

  it('are written once an hour at most, however often they are used', async () => {
    const start = Date.now();
    const { sessions } = started();
    const { session, token } = await sessions.create('Ann', 'cookie');
    sessions.open(session);
    const eventsBefore = store.stats().commits;
    at(start + 2 * HOUR_MS);
    const uses = Array.from({ length: 1_000 }, () => sessions.use(session.tokenHash) !== null);
    await Promise.all(Array.from({ length: 100 }, () => sessions.find(token, HERE)));
    await store.write('probe', Date.now());

    expect(new Set(uses)).toEqual(new Set([true]));
    expect(store.stats().commits - eventsBefore).toBeLessThanOrEqual(2);
    expect(await store.read('session', session.tokenHash)).toMatchObject({ expiresAt: start + 2 * HOUR_MS + DAY_MS });
  });

  it('end on an open socket that is used too late, whatever timers saw', async () => {
    const start = Date.now();
    const { sessions, ended } = started();
    const { session } = await sessions.create('Ann', 'token');
    sessions.open(session);
    at(start + DAY_MS + 1_000);

    expect(sessions.use(session.tokenHash)).toBeNull();
    expect(ended).toEqual([{ tokenHash: session.tokenHash, reason: 'expired' }]);
    expect(sessions.use(session.tokenHash)).toBeNull();
    expect(ended).toHaveLength(1);
  });

  it('end on open sockets that nobody uses, each in its time', async () => {
    const { sessions, ended } = started(600);
    const opened = await Promise.all(['Ann', 'Ben'].map((name) => sessions.create(name, 'token')));
    opened.forEach(({ session }) => sessions.open(session));
    const told = new Promise<void>((resolve) => sessions.ended.subscribe(() => ended.length === 2 && resolve()));
    await told;

    expect(ended.map(({ reason }) => reason)).toEqual(['expired', 'expired']);
    expect(Date.now()).toBeGreaterThanOrEqual(Math.max(...opened.map(({ session }) => session.expiresAt)));
  });

  it('let nobody in who was looked up before the end', async () => {
    const { sessions } = started();
    const { session, token } = await sessions.create('Ann', 'token');
    const found = await sessions.find(token, HERE);
    await sessions.end(session.tokenHash);

    expect(found).not.toBeNull();
    expect(sessions.open(session)).toBe(false);
    expect(await sessions.find(token, HERE)).toBeNull();
  });

  it('end for one person everywhere', async () => {
    const { sessions, ended } = started();
    const ann = await sessions.create('Ann', 'token');
    const ben = await sessions.create('Ben', 'token');
    sessions.open(ann.session);
    await sessions.endAllOf(ann.session.user.id);

    expect(ended).toEqual([{ tokenHash: ann.session.tokenHash, reason: 'revoked' }]);
    expect(sessions.use(ann.session.tokenHash)).toBeNull();
    expect([await sessions.find(ann.token, HERE), (await sessions.find(ben.token, HERE))?.user]).toEqual([null, ben.session.user]);
  });

  it('are in the new name at once, open or not, and so after a start and when they are prolonged', async () => {
    const start = Date.now();
    const { sessions } = started();
    const told: string[] = [];
    sessions.renamed.subscribe(({ name }) => told.push(name));
    const { session, token } = await sessions.create('Ann', 'token');
    const { session: ben } = await sessions.create('Ben', 'token');
    [session, ben].forEach((each) => sessions.open(each));
    await sessions.rename({ id: session.user.id, name: 'Ania' });

    const names = () => [sessions.use(session.tokenHash), sessions.use(ben.tokenHash)].map((each) => each?.user.name);
    expect([names(), told, (await sessions.find(token, HERE))?.user.name]).toEqual([['Ania', 'Ben'], ['Ania'], 'Ania']);
    at(start + 2 * HOUR_MS);
    expect([names(), (await sessions.find(token, HERE))?.user.name]).toEqual([['Ania', 'Ben'], 'Ania']);
    expect((await started().sessions.find(token, HERE))?.user).toEqual({ id: session.user.id, name: 'Ania' });
  });

  it('that were looked up before somebody got another name are opened in the new one', async () => {
    const { sessions } = started();
    const { session } = await sessions.create('Ann', 'token');
    await sessions.rename({ id: session.user.id, name: 'Ania' });
    sessions.open(session);

    expect(sessions.use(session.tokenHash)?.user.name).toBe('Ania');
  });

  it('cost a read of the store for few of those that nobody was given, and let others in meanwhile', async () => {
    const { token } = await started().sessions.create('Ann', 'token');
    const { sessions } = started();
    const reads = jest.spyOn(store, 'read');
    const guesses = await Promise.allSettled(Array.from({ length: 1_000 }, (_, n) => sessions.find(`guess-${n}`.padEnd(43, 'x'), HERE)));
    const count = reads.mock.calls.length;
    const [found, elsewhere] = [await sessions.find(token, HERE), await sessions.find('another guess', '203.0.113.7')];
    reads.mockRestore();

    expect(count).toBeLessThan(100);
    expect(guesses.filter(({ status }) => status === 'rejected').length).toBe(1_000 - count);
    expect([found?.user.name, elsewhere]).toEqual(['Ann', null]);
  });
});
