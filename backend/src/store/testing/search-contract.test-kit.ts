import type { RoomEvent } from '../../contract/room-events.ts';
import type { TextQuery } from '../search.ts';
import { anna, appendOf, bartek, joined, newRoom, posted } from '../sqlite/store.test-kit.ts';
import type { RoomAppend, Store } from '../store.ts';

interface Kit extends AsyncDisposable {
  store: Store;
  append(...rounds: RoomAppend[][]): Promise<unknown>;
}

/** What every engine finds, however much of it is in its index. */
export function itSearches(freshStore: () => Promise<Kit>): void {
  const search = async (store: Store, values: Partial<TextQuery>) => {
    const everything = { terms: [], roomId: null, from: null, has: [], mentionsAsker: false, pinned: false, before: null, after: null, cursor: null };
    return store.read('search', { asker: { userId: anna.id, roles: [] }, ...everything, order: 'newest', limit: 20, ...values });
  };
  const found = async (store: Store, ...terms: string[]) => (await search(store, { terms })).hits.map(({ roomId, ordinal }) => `${roomId}/${ordinal}`);
  const edited = (seq: number, message: number, body: string): RoomEvent => ({ type: 'message.edited', seq, at: 1_000 + seq, author: anna, id: `r1-${message}`, body });
  const deleted = (seq: number, message: number): RoomEvent => ({ type: 'message.deleted', seq, at: 1_000 + seq, author: anna, id: `r1-${message}` });

  async function storeWithTexts({ isIndexed }: { isIndexed: boolean }) {
    const kit = await freshStore();
    await kit.store.write('openTextIndex');
    await kit.store.write('createRoom', newRoom());
    await kit.store.write('createRoom', newRoom({ id: 'r2', visibility: 'private' }));
    await kit.append(
      [appendOf([posted(1, { id: 'r1-1', body: 'Jest tu żółć' }), posted(2, { id: 'r1-2', body: '日本語' }), posted(3, { id: 'r1-3', body: 'contested' })])],
      [appendOf([joined(1, bartek), posted(2, { id: 'r2-2', ordinal: 1, author: bartek, body: 'zolc, but hidden' })], 'r2')],
    );
    if (isIndexed) await kit.store.write('indexTexts', { roomIds: ['r1', 'r2'], limit: 10 });
    return kit;
  }

  describe.each([true, false])('searching, the texts indexed: %s', (isIndexed) => {
    it('finds parts of words of any length, without case and diacritics, where the asker may read', async () => {
      await using kit = await storeWithTexts({ isIndexed });

      expect(await found(kit.store, 'zolc')).toEqual(['r1/1']);
      expect(await found(kit.store, 'test')).toEqual(['r1/3']);
      expect(await found(kit.store, '日本')).toEqual(['r1/2']);
      expect(await found(kit.store, 'e')).toEqual(['r1/3', 'r1/1']);
      expect((await search(kit.store, { terms: ['zolc'], asker: { userId: bartek.id, roles: [] } })).hits).toHaveLength(2);
    });

    it('knows of edits and deletions at once, and of what joining and leaving changes', async () => {
      await using kit = await storeWithTexts({ isIndexed });

      await kit.append([appendOf([edited(4, 3, 'agreed'), deleted(5, 1)])], [appendOf([joined(3, anna)], 'r2')]);

      expect(await found(kit.store, 'contested')).toEqual([]);
      expect(await found(kit.store, 'agreed')).toEqual(['r1/3']);
      expect(await found(kit.store, 'zolc')).toEqual(['r2/1']);
    });

    it('goes on page by page, also where the rest is indexed in between', async () => {
      await using kit = await storeWithTexts({ isIndexed });

      const first = await search(kit.store, { terms: ['e'], limit: 1 });
      await kit.store.write('indexTexts', { roomIds: ['r1'], limit: 10 });
      const second = await search(kit.store, { terms: ['e'], limit: 1, cursor: first.next });

      expect([first, second].map(({ hits }) => hits.map(({ ordinal }) => ordinal))).toEqual([[3], [1]]);
      expect(second.next).toBeNull();
    });
  });

  it('says which rooms have texts that are in no index yet', async () => {
    await using kit = await storeWithTexts({ isIndexed: false });

    const before = await kit.store.read('roomsToIndex', { after: null, limit: 1 });
    const slice = await kit.store.write('indexTexts', { roomIds: ['r1', 'r2'], limit: 2 });
    const after = await kit.store.read('roomsToIndex', { after: 'r1', limit: 10 });
    await kit.store.write('indexTexts', { roomIds: slice.unfinished, limit: 10 });

    expect(before).toEqual({ roomIds: ['r1'], next: 'r1' });
    expect(slice).toMatchObject({ indexed: 2, unfinished: ['r1', 'r2'] });
    expect(after).toEqual({ roomIds: ['r2'], next: null });
    expect((await kit.store.read('roomsToIndex', { after: null, limit: 10 })).roomIds).toEqual([]);
  });
}
