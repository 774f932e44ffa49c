import type { RoomEvent } from '../../contract/room-events.ts';
import { appendOnThread } from '../../store/sqlite/journal/journal.test-kit.ts';
import { openSqliteStore } from '../../store/sqlite/open-sqlite-store.ts';
import { appendOf, dataFolder, messages, newRoom, posted } from '../../store/sqlite/store.test-kit.ts';
import { until } from '../../../test/kit/until.ts';
import { ConsumerRunner, type ConsumerTimes } from './consumer-runner.ts';
import type { LogConsumer } from './log-consumer.ts';

const QUICK: ConsumerTimes = { leaseMs: 60_000, retryMs: 1 };

/** Remembers what it was given, fails where it is told to, and says when it has had so many. */
class Reader implements LogConsumer {
  readonly name = 'reader';
  readonly from = 'start';
  readonly got: string[] = [];
  failsAt: (place: string) => boolean = () => false;
  #waiting: { count: number; resolve: () => void }[] = [];

  consume(roomId: string, events: RoomEvent[]): Promise<void> {
    const places = events.map(({ seq }) => `${roomId}/${seq}`);
    this.got.push(...places);
    this.#waiting = this.#waiting.filter(({ count, resolve }) => this.got.length < count || resolve());
    return places.some((place) => this.failsAt(place)) ? Promise.reject(new Error('as wanted')) : Promise.resolve();
  }

  has(count: number): Promise<void> {
    if (this.got.length >= count) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ count, resolve }));
  }
}

async function rooms(...counts: number[]) {
  const folder = dataFolder();
  const store = await openSqliteStore({ databasePath: folder.path });
  const logged: string[] = [];
  const log = { warn: (_: unknown, text: string) => logged.push(`warn ${text}`), error: (_: unknown, text: string) => logged.push(`error ${text}`) };
  const runners: ConsumerRunner[] = [];
  const say = (roomId: string, from: number, to: number) => appendOnThread(store.journal, [{ appends: [appendOf(messages(from, to), roomId)] }]);
  for (const [index, count] of counts.entries()) {
    await store.write('createRoom', newRoom({ id: `r${index + 1}` }));
    if (count > 0) await say(`r${index + 1}`, 1, count);
  }
  const run = (consumer: LogConsumer, { holder = 'a', times = QUICK } = {}) => {
    const runner = new ConsumerRunner({ consumer, store, holder, times, log });
    runners.push(runner);
    return runner;
  };
  const dispose = async () => {
    await Promise.all(runners.map((runner) => runner.stop()));
    await store.close();
    folder[Symbol.dispose]();
  };
  return { store, say, run, logged, [Symbol.asyncDispose]: dispose };
}

const places = (roomId: string, from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, index) => `${roomId}/${from + index}`);

describe('a consumer of the logs', () => {
  it('gets what was there before it, then what comes, each once and in its room’s order', async () => {
    await using kit = await rooms(450, 0, 3);
    const reader = new Reader();

    const runner = kit.run(reader);
    await reader.has(453);
    await kit.say('r2', 1, 2);
    runner.note('r2');
    await reader.has(455);

    expect(reader.got.filter((place) => place.startsWith('r1'))).toEqual(places('r1', 1, 450));
    expect([...reader.got].sort()).toEqual([...places('r1', 1, 450), ...places('r2', 1, 2), ...places('r3', 1, 3)].sort());
  });

  it('goes on where it was, in another process too, with what nobody noted', async () => {
    await using kit = await rooms(3, 2);
    const first = new Reader();
    const runner = kit.run(first);
    await first.has(5);
    await runner.stop();
    await kit.say('r1', 4, 5);

    const second = new Reader();
    kit.run(second, { holder: 'b' });
    await second.has(2);

    expect(second.got).toEqual(places('r1', 4, 5));
  });

  it('gets again what it failed at, and other rooms do not wait for that', async () => {
    await using kit = await rooms(3, 2);
    const reader = new Reader();
    let failures = 2;
    reader.failsAt = (place) => place === 'r1/2' && failures-- > 0;

    kit.run(reader);
    await reader.has(8);

    expect(reader.got.slice(0, 5)).toEqual([...places('r1', 1, 3), ...places('r2', 1, 2)]);
    await reader.has(5 + 1 + 1 + 2);
    expect(reader.got.slice(5)).toEqual(['r1/1', 'r1/2', 'r1/2', 'r1/3']);
  });

  it('leaves an event out where it fails for ever, says so, and goes on', async () => {
    await using kit = await rooms(3);
    const reader = new Reader();
    reader.failsAt = (place) => place === 'r1/2';

    kit.run(reader);
    await reader.has(3 + 1 + 9 + 1);

    expect(reader.got.at(-1)).toBe('r1/3');
    expect(kit.logged).toEqual(expect.arrayContaining(['error A consumer failed at an event again and again; it is left out.']));
  });

  it('gets what is young when it is older, and other rooms do not wait for that', async () => {
    await using kit = await rooms(2, 0);
    const reader = new Reader();
    const said = Date.now();
    await appendOnThread(kit.store.journal, [{ appends: [appendOf([posted(1, { at: said })], 'r2')] }]);

    kit.run(Object.assign(reader, { afterMs: 400 }));
    await reader.has(2);
    expect(reader.got).toEqual(places('r1', 1, 2));
    await reader.has(3);

    expect(Date.now() - said).toBeGreaterThanOrEqual(400);
    expect(reader.got.at(-1)).toBe('r2/1');
  });

  it('reads nothing of a room that does not concern it, and goes on at its end when it does', async () => {
    await using kit = await rooms(450, 3);
    const reader = new Reader();
    const wanted = new Set(['r2']);

    const runner = kit.run(Object.assign(reader, { concerns: (roomId: string) => Promise.resolve(wanted.has(roomId)) }));
    await reader.has(3);
    await until(async () => (await kit.store.readBulk('roomsBehind', { consumer: 'reader', after: null, limit: 10 })).roomIds.length === 0, 'the room to be passed over');
    wanted.add('r1');
    await kit.say('r1', 451, 452);
    runner.note('r1');
    await reader.has(5);

    expect(reader.got).toEqual([...places('r2', 1, 3), ...places('r1', 451, 452)]);
  });

  it('waits while another process holds it, and takes over when that is gone', async () => {
    await using kit = await rooms(2);
    await kit.store.write('leaseConsumer', { consumer: 'reader', holder: 'dead', leaseMs: 50, from: 'start' });
    const reader = new Reader();

    kit.run(reader, { times: { leaseMs: 30, retryMs: 1 } });
    await reader.has(2);

    expect(await kit.store.write('moveConsumer', { consumer: 'reader', holder: 'dead', roomId: 'r1', seq: 2 })).toBe(false);
  });
});
