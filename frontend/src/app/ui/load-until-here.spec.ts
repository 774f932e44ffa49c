import { TestBed } from '@angular/core/testing';
import { jest } from '@jest/globals';
import { loadUntilHere } from './load-until-here';

describe('loadUntilHere', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  const loaded = (load: () => Promise<unknown>, begin?: (act: () => void) => void) => TestBed.runInInjectionContext(() => loadUntilHere(load, begin));

  it('asks again until it comes', async () => {
    let asked = 0;
    const here = loaded(() => ((asked += 1) < 3 ? Promise.reject(new Error('away')) : Promise.resolve()));

    await jest.advanceTimersByTimeAsync(1_000);
    expect(here()).toBe(false);
    await jest.advanceTimersByTimeAsync(10_000);

    expect(here()).toBe(true);
    expect(asked).toBe(3);
  });

  it('asks for nothing before it is told to begin', async () => {
    let asked = 0;
    let go = (): void => undefined;
    loaded(
      () => Promise.resolve((asked += 1)),
      (act) => (go = act),
    );

    await jest.advanceTimersByTimeAsync(10_000);
    expect(asked).toBe(0);
    go();
    expect(asked).toBe(1);
  });

  it('asks no more once nobody waits, not even where a question is under way', async () => {
    let asked = 0;
    let fail = (): void => undefined;
    loaded(() => {
      asked += 1;
      return new Promise((_resolve, reject) => (fail = () => reject(new Error('away'))));
    });

    TestBed.resetTestingModule();
    fail();
    await jest.advanceTimersByTimeAsync(10_000);

    expect(asked).toBe(1);
  });
});
