import { jest } from '@jest/globals';
import { Subject } from 'rxjs';
import { InProcessBus } from './bus.ts';
import { HEADS_EVERY_MS, HeadFeed } from './head-feed.ts';

const ROOM = 'r1';

describe('the newest number of a room', () => {
  let publications: Subject<{ roomId: string; epoch: string; last: number }>;
  let live: Set<string>;
  let told: unknown[];
  let feed: HeadFeed;

  beforeEach(() => {
    jest.useFakeTimers();
    publications = new Subject();
    live = new Set([ROOM]);
    told = [];
    const runtime = { publications, gaps: new Subject(), forgetReleased: () => undefined, threads: { isLive: (roomId: string) => live.has(roomId) } };
    const bus = new InProcessBus();
    bus.told$.subscribe(({ name, payload }) => told.push([name, payload]));
    feed = new HeadFeed(runtime as never, {} as never, bus);
    feed.onModuleInit();
  });
  afterEach(() => {
    feed.onApplicationShutdown();
    jest.useRealTimers();
  });

  it('is told now and then, as it is by then', () => {
    publications.next({ roomId: ROOM, epoch: 'e', last: 4 });
    publications.next({ roomId: ROOM, epoch: 'e', last: 5 });
    const before = [...told];
    jest.advanceTimersByTime(2 * HEADS_EVERY_MS);

    const head = ['room:head', { roomId: ROOM, epoch: 'e', head: 5 }];
    expect(before).toEqual([]);
    expect(told).toEqual([head, head]);
  });

  it('is told once more after the room fell silent, and then forgotten', () => {
    publications.next({ roomId: ROOM, epoch: 'e', last: 4 });
    live.clear();
    jest.advanceTimersByTime(3 * HEADS_EVERY_MS);

    expect(told).toHaveLength(1);
    expect(feed.size).toBe(0);
  });
});
