import { appendOf, joined, messages, newRoom, posted } from '../sqlite/store.test-kit.ts';
import type { RoomAppend, Store } from '../store.ts';

interface StoreUnderTest extends AsyncDisposable {
  store: Store;
  append(...rounds: RoomAppend[][]): Promise<unknown>;
}

/** What every engine keeps of who has read the logs, and how far. */
export function itKeepsConsumers(freshStore: () => Promise<StoreUnderTest>): void {
  const lease = (store: Store, holder: string, { leaseMs = 60_000, from = 'start' }: { leaseMs?: number; from?: 'start' | 'now' } = {}) =>
    store.write('leaseConsumer', { consumer: 'push', holder, leaseMs, from });
  const move = (store: Store, holder: string, [roomId, seq]: [string, number]) => store.write('moveConsumer', { consumer: 'push', holder, roomId, seq });
  const behind = (store: Store, after: string | null = null, limit = 10) => store.read('roomsBehind', { consumer: 'push', after, limit });
  const next = async (store: Store, roomId: string, limit = 10) =>
    (await store.read('eventsFor', { consumer: 'push', roomId, limit })).map(({ seq }) => seq);

  async function withTwoRooms() {
    const kit = await freshStore();
    for (const id of ['r1', 'r2', 'r3']) await kit.store.write('createRoom', newRoom({ id }));
    await kit.append([appendOf(messages(1, 5), 'r1'), appendOf([joined(1), posted(2, { ordinal: 1 })], 'r3')]);
    return kit;
  }

  it('gives a consumer each room’s events from where it is, and the rooms where it is behind', async () => {
    await using kit = await withTwoRooms();

    expect(await lease(kit.store, 'a')).toBe(true);
    expect(await behind(kit.store)).toEqual({ roomIds: ['r1', 'r3'], next: null });
    expect(await next(kit.store, 'r1', 3)).toEqual([1, 2, 3]);
    expect(await move(kit.store, 'a', ['r1', 3])).toBe(true);
    expect(await next(kit.store, 'r1')).toEqual([4, 5]);
    expect(await move(kit.store, 'a', ['r1', 5])).toBe(true);
    expect(await move(kit.store, 'a', ['r1', 2])).toBe(true);
    expect(await next(kit.store, 'r1')).toEqual([]);
    expect(await behind(kit.store)).toEqual({ roomIds: ['r3'], next: null });
  });

  it('goes through the rooms page by page', async () => {
    await using kit = await withTwoRooms();

    expect(await behind(kit.store, null, 2)).toEqual({ roomIds: ['r1'], next: 'r2' });
    expect(await behind(kit.store, 'r2', 2)).toEqual({ roomIds: ['r3'], next: null });
  });

  it('begins at the ends of the logs where a new consumer wants that, and at the start of rooms made later', async () => {
    await using kit = await withTwoRooms();

    await lease(kit.store, 'a', { from: 'now' });
    await kit.store.write('createRoom', newRoom({ id: 'r4' }));
    await kit.append([appendOf(messages(6, 6), 'r1'), appendOf(messages(1, 1), 'r4')]);

    expect(await behind(kit.store)).toEqual({ roomIds: ['r1', 'r4'], next: null });
    expect(await next(kit.store, 'r1')).toEqual([6]);
  });

  it('lets one hold a consumer, until it lets go or its time is over; who held it moves nothing', async () => {
    await using kit = await withTwoRooms();

    expect(await lease(kit.store, 'a')).toBe(true);
    expect(await lease(kit.store, 'b')).toBe(false);
    await kit.store.write('releaseConsumer', { consumer: 'push', holder: 'b' });
    expect(await lease(kit.store, 'b')).toBe(false);
    expect(await lease(kit.store, 'a', { leaseMs: 0 })).toBe(true);
    expect(await lease(kit.store, 'b')).toBe(true);
    expect(await move(kit.store, 'a', ['r1', 5])).toBe(false);
    expect(await next(kit.store, 'r1')).toHaveLength(5);
    await kit.store.write('releaseConsumer', { consumer: 'push', holder: 'b' });
    expect(await lease(kit.store, 'a')).toBe(true);
  });
}
