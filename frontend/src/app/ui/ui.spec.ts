import { shortNameOf } from './short-name';
import { fromRandomValues, newClientId } from '../api/client-id';
import { hueOf, initialsOf } from './colour';
import { dayOf } from '../i18n/time';

describe('client ids', () => {
  it('are made without randomUUID as well, and differ', () => {
    const ids = new Set(Array.from({ length: 1_000 }, fromRandomValues));

    expect(ids.size).toBe(1_000);
    expect([...ids][0]).toMatch(/^[0-9a-f]{32}$/);
    expect(newClientId()).not.toBe(newClientId());
  });
});

describe('hueOf', () => {
  it('is the same for the same id and spreads neighbours', () => {
    const hues = new Set(Array.from({ length: 40 }, (_, index) => hueOf(`room-${index}`)));

    expect(hueOf('room-1')).toBe(hueOf('room-1'));
    expect(hues.size).toBeGreaterThan(8);
  });
});

describe('initialsOf', () => {
  it('takes the first and the last word', () => {
    expect(['Ala', 'jan maria kowalski', '  ', '😀 x'].map(initialsOf)).toEqual(['A', 'JK', '', '😀X']);
  });
});

describe('dayOf', () => {
  it('says today and yesterday in words', () => {
    const now = new Date(2026, 5, 10, 15).getTime();

    expect(dayOf(new Date(2026, 5, 10, 1).getTime(), now)).toBe('Today');
    expect(dayOf(new Date(2026, 5, 9, 23).getTime(), now)).toBe('Yesterday');
    expect(dayOf(new Date(2025, 11, 31).getTime(), now)).toMatch(/2025/);
  });
});

describe('shortNameOf', () => {
  it('leaves the middle of a long name out, and no half of a sign', () => {
    expect(shortNameOf('Ala')).toBe('Ala');
    expect(shortNameOf('Maria Magdalena Skłodowska-Curie z Warszawy')).toBe('Maria Magdalena …z Warszawy');
    expect(shortNameOf('👩‍💻'.repeat(30))).toBe(`${'👩‍💻'.repeat(16)}…${'👩‍💻'.repeat(10)}`);
  });
});
