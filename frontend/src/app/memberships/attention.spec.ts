import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { jest } from '@jest/globals';
import type { MyRoom } from '@contract/room';
import { Attention } from './attention';
import { Memberships } from './memberships';

const HOUR_MS = 3_600_000;

describe('Attention', () => {
  const rooms = signal<ReadonlyMap<string, MyRoom> | null>(null);
  let attention: Attention;

  const have = (...own: Partial<MyRoom>[]): void => {
    rooms.set(new Map(own.map((mine, index) => [`${index}`, { unread: 3, mentions: 0, level: 'all', ...mine } as MyRoom])));
    TestBed.tick();
  };

  beforeEach(() => {
    jest.useFakeTimers({ now: 1_000_000 });
    rooms.set(null);
    TestBed.configureTestingModule({ providers: [{ provide: Memberships, useValue: { rooms } }] });
    attention = TestBed.inject(Attention);
  });
  afterEach(() => jest.useRealTimers());

  it('is nothing while nobody knows the rooms', () => {
    expect(attention.counts()).toEqual({ unread: 0, mentions: 0 });
  });

  it('counts a muted room again at the time at which it is unmuted, while the page is open', async () => {
    have({ mutedUntil: Date.now() + 2 * HOUR_MS }, { unread: 1 });
    expect(attention.counts().unread).toBe(1);

    await jest.advanceTimersByTimeAsync(2 * HOUR_MS - 1);
    TestBed.tick();
    expect(attention.counts().unread).toBe(1);
    await jest.advanceTimersByTimeAsync(1);
    TestBed.tick();

    expect(attention.counts().unread).toBe(4);
  });

  it('sees within a minute that the clock was set', async () => {
    have({ mutedUntil: Date.now() + 9 * HOUR_MS });
    jest.setSystemTime(Date.now() + 9 * HOUR_MS);
    await jest.advanceTimersByTimeAsync(60_000);

    expect(attention.counts().unread).toBe(3);
  });

  it('waits for nothing where nothing is muted', () => {
    have({}, {});

    expect(jest.getTimerCount()).toBe(0);
  });
});
