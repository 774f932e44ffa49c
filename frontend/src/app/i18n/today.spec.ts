import { jest } from '@jest/globals';
import { TestBed } from '@angular/core/testing';
import { Today } from './today';

describe('Today', () => {
  const at = (day: number, hour: number): Date => new Date(2026, 10, day, hour);

  beforeEach(() => {
    jest.useFakeTimers({ now: at(27, 23) });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('is another one when the day ends, and not before', () => {
    const today = TestBed.inject(Today);
    const first = today.now();

    jest.advanceTimersByTime(3_599_000);
    expect(today.now()).toBe(first);

    jest.advanceTimersByTime(2_000);
    expect(new Date(today.now()).getDate()).toBe(28);
    jest.advanceTimersByTime(86_400_000);
    expect(new Date(today.now()).getDate()).toBe(29);
  });

  it('is right when the page has slept over midnight', () => {
    const today = TestBed.inject(Today);
    jest.setSystemTime(at(29, 9));

    document.dispatchEvent(new Event('visibilitychange'));

    expect(new Date(today.now()).getDate()).toBe(29);
  });
});
