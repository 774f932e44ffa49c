import { Preference, oneOf } from './preference';

describe('a preference', () => {
  const fresh = () => new Preference('look', oneOf<'plain' | 'fancy'>('plain', 'fancy'));
  /** As the browser tells it to the other tabs. */
  const written = (key: string | null, value: string | null) => {
    if (value === null) localStorage.clear();
    else localStorage.setItem(key ?? '', value);
    dispatchEvent(new StorageEvent('storage', { key }));
  };

  beforeEach(() => localStorage.clear());

  it('is what was chosen last, also after a reload; what is no choice is nothing chosen', () => {
    fresh().choose('fancy');
    expect(fresh().value()).toBe('fancy');

    localStorage.setItem('watek.look', 'odd');
    expect(fresh().value()).toBe('plain');
  });

  it('leaves nothing behind where it is as it was', () => {
    const look = fresh();
    look.choose('fancy');
    look.choose('plain');

    expect(localStorage.length).toBe(0);
  });

  it('follows other tabs, and them alone', () => {
    const look = fresh();
    written('watek.look', 'fancy');
    expect(look.value()).toBe('fancy');
    written('watek.other', 'fancy');
    expect(look.value()).toBe('fancy');

    written(null, null);
    expect(look.value()).toBe('plain');
  });
});
