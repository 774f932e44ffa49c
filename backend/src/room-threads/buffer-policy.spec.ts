import { join } from 'node:path';
import { until } from '../../test/kit/until.ts';
import { LIMITS } from '../contract/limits.ts';
import { DEFAULT_POLICY } from '../contract/room.ts';
import type { PutAnswer } from './command-queue.ts';
import { ANN, TestPool } from './pool.test-kit.ts';

const BUFFER_BYTES = 65_536;
/** Fifteen of them fill the buffer. */
const BODY = 'x'.repeat(4_000);
const FIT = Math.floor(BUFFER_BYTES / BODY.length);
const WAIT = { ...DEFAULT_POLICY, buffer: 'wait' } as const;

describe('a full buffer', () => {
  let pool: TestPool;
  beforeEach(async () => {
    pool = await TestPool.open({ bufferBytes: BUFFER_BYTES, watchdogMs: 1_000 });
  });
  afterEach(() => pool.close());

  /** All in one turn: no thread can take any of it before the last one was put. */
  const flood = (room: string, count: number) => Array.from({ length: count }, (_, index) => pool.send(room, `${index}`, `${index} ${BODY}`));
  const spin = (room: string) => pool.send(room, 'spin', `spin ${join(pool.folder, `spun in ${room}`)}`);
  const numbersIn = async (room: string) => (await pool.bodies(room)).filter((body) => body.endsWith(BODY)).map((body) => Number.parseInt(body, 10));
  const refused = (answers: PutAnswer[]) => answers.flatMap((answer) => (answer.ok ? [] : [answer]));
  const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

  it('refuses what is beyond it, at once', async () => {
    const room = await pool.room('r');
    const spinning = spin(room);
    await until(() => pool.threads.view(room).waiting === 0, 'the thread to spin');

    const sent = flood(room, 100);
    const beyond = await Promise.all(sent.slice(FIT));
    const isSpinning = pool.restarts.length === 0;
    const answers = await Promise.all(sent);
    await spinning;

    expect(isSpinning).toBe(true);
    expect(refused(beyond).map(({ code }) => code)).toEqual(beyond.map(() => 'BUSY'));
    expect(await numbersIn(room)).toEqual(upTo(answers.length - refused(answers).length));
  });

  it('lets a bounded number wait where the room says so, stores them in order, and delays no other room', async () => {
    const [room, other] = [await pool.room('r', WAIT), await pool.room('other')];
    const spinning = spin(room);
    await until(() => pool.threads.view(room).waiting === 0, 'the thread to spin');

    const sent = flood(room, FIT + LIMITS.commandsLate + 50);
    const waiting = pool.threads.view(room).waiting;
    const tooMany = await Promise.all(sent.slice(FIT + LIMITS.commandsLate));
    const neighbour = await pool.send(other, 'through');
    const isSpinning = pool.restarts.length === 0;
    const answers = await Promise.all([spinning, ...sent]);

    expect(waiting).toBeGreaterThan(LIMITS.commandsLate);
    expect(waiting).toBeLessThanOrEqual(FIT + LIMITS.commandsLate);
    expect(refused(tooMany).map(({ code }) => code)).toEqual(tooMany.map(() => 'BUSY'));
    expect([neighbour.ok, isSpinning]).toEqual([true, true]);
    expect(refused(answers).length).toBe(sent.length - waiting);
    expect(await numbersIn(room)).toEqual(upTo(waiting));
  });

  it('waits from the moment on that the room says so, and refuses again from the moment on that it does not', async () => {
    const room = await pool.room('r');
    const change = (policy: typeof DEFAULT_POLICY, clientId: string) =>
      pool.threads.put(room, { kind: 'update', actor: ANN, roles: ['admin'], clientId, changes: { policy } });
    const refusedOf = async (from: number) =>
      refused(await Promise.all(Array.from({ length: 60 }, (_, index) => pool.send(room, `${from + index}`, BODY)))).length;

    const before = await refusedOf(0);
    await change(WAIT, 'wait');
    const meanwhile = await refusedOf(100);
    await change(DEFAULT_POLICY, 'refuse');
    const after = await refusedOf(200);

    expect([before > 0, meanwhile, after > 0]).toEqual([true, 0, true]);
  });
});
