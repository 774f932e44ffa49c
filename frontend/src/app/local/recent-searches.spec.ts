import { remember } from './local-storage';
import { RecentSearches } from './recent-searches';

describe('recent searches', () => {
  beforeEach(() => localStorage.clear());

  it('are kept for who searched, the newest first, each once, a few of them', () => {
    const recent = new RecentSearches();
    for (let count = 1; count <= 10; count++) recent.note('ann', `search ${count}`);
    recent.note('ann', ' search 9 ');

    expect(new RecentSearches().of('ann')).toEqual(['search 9', 'search 10', 'search 8', 'search 7', 'search 6', 'search 5', 'search 4', 'search 3']);
    expect(recent.of('bob')).toEqual([]);
  });

  it('of somebody else are gone when the next one searches', () => {
    const recent = new RecentSearches();
    recent.note('ann', 'secret');
    recent.note('bob', 'eggs');

    expect([recent.of('ann'), recent.of('bob')]).toEqual([[], ['eggs']]);
    recent.forget();
    expect(recent.of('bob')).toEqual([]);
  });

  it.each(['', '{', '[]', '{"userId":"ann","searches":[1]}', 'null'])('takes %j for nothing', (kept) => {
    remember('searches', kept);

    expect(new RecentSearches().of('ann')).toEqual([]);
  });
});
