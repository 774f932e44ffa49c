import type { NotifyLevel } from '@contract/room';
import { FOR_EVER, countsIn, countsOf, isQuiet, nextUnmuting } from './what-counts';

const NOW = 1_000_000;

function mine(level: NotifyLevel, more: { mutedUntil?: number; unread?: number; mentions?: number } = {}) {
  return { level, unread: 5, mentions: 2, ...more };
}

describe('what counts', () => {
  it.each([
    ['everything, where nothing was chosen', mine('all'), { unread: 5, mentions: 2 }],
    ['mentions alone, where they are the level', mine('mentions'), { unread: 2, mentions: 2 }],
    ['nothing at all, where that is the level', mine('none'), { unread: 0, mentions: 0 }],
    ['mentions alone, while it is muted', mine('all', { mutedUntil: NOW + 1 }), { unread: 2, mentions: 2 }],
    ['everything again, once that has ended', mine('all', { mutedUntil: NOW }), { unread: 5, mentions: 2 }],
    ['mentions alone, where it is muted for ever', mine('all', { mutedUntil: FOR_EVER }), { unread: 2, mentions: 2 }],
    ['nothing, where it is muted and the level is nothing', mine('none', { mutedUntil: FOR_EVER }), { unread: 0, mentions: 0 }],
  ])('is %s', (_, room, counts) => {
    expect(countsIn(room, NOW)).toEqual(counts);
  });

  it('is the sum over all rooms', () => {
    expect(countsOf([mine('all'), mine('mentions'), mine('none'), mine('all', { mutedUntil: NOW + 1, mentions: 0 })], NOW)).toEqual({ unread: 7, mentions: 4 });
    expect(countsOf([], NOW)).toEqual({ unread: 0, mentions: 0 });
  });
});

describe('a quiet room', () => {
  it('is muted, or tells nothing; one that tells mentions is not quiet', () => {
    expect([mine('all', { mutedUntil: NOW + 1 }), mine('none'), mine('mentions'), mine('all', { mutedUntil: NOW })].map((room) => isQuiet(room, NOW))).toEqual([true, true, false, false]);
  });
});

describe('the next unmuting', () => {
  it('is the first that is still to come', () => {
    expect(nextUnmuting([mine('all', { mutedUntil: NOW + 9 }), mine('all', { mutedUntil: NOW + 3 }), mine('all', { mutedUntil: NOW - 3 }), mine('all')], NOW)).toBe(NOW + 3);
  });

  it('does not come where nothing is muted', () => {
    expect(nextUnmuting([mine('all'), mine('all', { mutedUntil: NOW })], NOW)).toBe(Infinity);
  });
});
