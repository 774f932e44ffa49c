import { jest } from '@jest/globals';
import { TestBed } from '@angular/core/testing';
import { UnreadLine } from './unread-line';

describe('the line before what is new', () => {
  let line: UnreadLine;

  beforeEach(() => {
    jest.useFakeTimers();
    TestBed.configureTestingModule({ providers: [UnreadLine] });
    line = TestBed.inject(UnreadLine);
  });
  afterEach(() => jest.useRealTimers());

  it('stands where the reader has read to, and says how much is unread', () => {
    expect(line.begin({ readOrdinal: 7, unread: 3 })).toEqual({ count: 3, from: 8 });

    expect(line.after()).toBe(7);
  });

  it('stays where it is while they read on', () => {
    line.begin({ readOrdinal: 7, unread: 3 });

    line.seen(9);

    expect(line.after()).toBe(7);
    expect(line.unread()).toEqual({ count: 3, from: 8 });
  });

  it('moves with what they see where nothing was unread, and never back', () => {
    line.begin({ readOrdinal: 7, unread: 0 });

    line.seen(9);
    line.seen(8);

    expect(line.after()).toBe(9);
  });

  it('goes some time after they have answered, to where the log is by then', () => {
    let last = 10;
    line.begin({ readOrdinal: 7, unread: 3 });

    line.answered(() => last);
    expect(line.unread()).not.toBeNull();
    last = 12;
    jest.runAllTimers();

    expect([line.unread(), line.after()]).toEqual([null, 12]);
  });

  it('is not taken away by an answer of the visit before', () => {
    line.begin({ readOrdinal: 7, unread: 3 });
    line.answered(() => 10);

    line.begin({ readOrdinal: 10, unread: 2 });
    jest.runAllTimers();

    expect(line.unread()).toEqual({ count: 2, from: 11 });
  });
});
