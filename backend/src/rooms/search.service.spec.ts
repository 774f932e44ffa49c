import type { Principal } from '../contract/principal.ts';
import type { SearchHit, SearchPage } from '../contract/rest.ts';
import type { TextQuery } from '../store/search.ts';
import { RoomDirectory } from './room-directory.ts';
import { SEARCHES_AT_ONCE, SearchService } from './search.service.ts';

const ann: Principal = { userId: 'u-ann', name: 'Ann', kind: 'guest', roles: ['guest'], sessionId: 's' };
const hit = (ordinal: number): SearchHit => ({ id: `r1-${ordinal}`, roomId: 'r1', ordinal, at: 1, author: { id: 'u', name: 'U' }, snippet: [] });
const pageWith = (ordinals: number[], next: string | null): SearchPage => ({ hits: ordinals.map(hit), rooms: [{ id: 'r1', slug: 'r1', kind: 'room', name: 'R' }], next, indexing: false });

/** Answers reads one after the other, or not before it is told to. */
function searching(...pages: SearchPage[]) {
  const asked: TextQuery[] = [];
  const gate = Promise.withResolvers<void>();
  let isHeld = false;
  const readBulk = async (_: string, query: TextQuery): Promise<SearchPage> => {
    asked.push(query);
    if (isHeld) await gate.promise;
    return pages[asked.length - 1] ?? pageWith([], null);
  };
  const store = { readBulk } as never;
  const hold = (): void => void (isHeld = true);
  return { service: new SearchService(new RoomDirectory(store), store), asked, hold, release: gate.resolve };
}

describe('a search', () => {
  it('reads slice after slice until it has a page, each where the one before ended', async () => {
    const { service, asked } = searching(pageWith([9], '9'), pageWith([], '5'), pageWith([4, 3], '3'));

    const page = await service.search(ann, { q: 'x', limit: 3 });

    expect(page.hits.map(({ ordinal }) => ordinal)).toEqual([9, 4, 3]);
    expect([page.next, page.rooms.length]).toEqual(['3', 1]);
    expect(asked.map(({ cursor, limit }) => [cursor, limit])).toEqual([[null, 3], ['9', 2], ['5', 2]]);
  });

  it('gives what it has after some slices, and where to go on', async () => {
    const { service, asked } = searching(...Array.from({ length: 50 }, (_, index) => pageWith([], String(index))));

    const page = await service.search(ann, { q: 'x' });

    expect(asked.length).toBeLessThan(20);
    expect(page.next).toBe(String(asked.length - 1));
  });

  it('reads no further where nobody waits for it', async () => {
    const { service, asked } = searching(pageWith([], '9'), pageWith([], '5'));

    await service.search(ann, { q: 'x' }, () => false);

    expect(asked).toHaveLength(1);
  });

  it('asks for nothing where nothing is looked for', async () => {
    const { service, asked } = searching();

    expect(await service.search(ann, { q: ' from: "" ' })).toEqual({ hits: [], rooms: [], next: null, indexing: false });
    expect(asked).toEqual([]);
  });

  it('is one of few of a person’s at a time, and the others’ do not count', async () => {
    const { service, hold, release } = searching();
    hold();
    const underWay = Array.from({ length: SEARCHES_AT_ONCE }, () => service.search(ann, { q: 'x' }));
    await Promise.resolve();

    await expect(service.search(ann, { q: 'x' })).rejects.toMatchObject({ code: 'BUSY' });
    const others = service.search({ ...ann, userId: 'u-bob' }, { q: 'x' });
    release();
    await Promise.all([...underWay, others]);

    expect(await service.search(ann, { q: 'x' })).toMatchObject({ hits: [] });
    expect(service.size).toBe(0);
  });

  it('takes what stands beside q before what stands in it', async () => {
    const { service, asked } = searching();

    await service.search(ann, { q: 'has:link from:bob Żółć "a b" before:2026-01-02', from: 'me', has: ['code'] });

    expect(asked[0]).toMatchObject({ terms: ['zolc', 'a b'], from: ann.userId, has: ['code', 'link'], before: Date.UTC(2026, 0, 2), after: null, order: 'newest' });
  });
});
