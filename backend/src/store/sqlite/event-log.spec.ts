import { firstResultOf } from '../first-result.ts';
import { appendOf, bartek, freshStore, joined, left, messages, newRoom, posted } from './store.test-kit.ts';
import { Database } from './database.ts';

function storeWithRoom(options: { maxPages?: number } = {}) {
  const store = freshStore(options);
  store.writer.createRoom(newRoom());
  return store;
}

describe('appending to a room', () => {
  it('stores the events as they were encoded, and moves the room', () => {
    using store = storeWithRoom();
    const events = [joined(1), posted(2, { ordinal: 1 }), posted(3, { ordinal: 2, body: 'zażółć\n"gęślą"' })];

    expect(store.writer.append(appendOf(events))).toEqual({ kind: 'committed' });

    expect(store.reader.events({ roomId: 'r1', after: 0, limit: 10 })).toEqual(events);
    expect(store.reader.room('r1', null)).toMatchObject({ head: 3, lastOrdinal: 2 });
  });

  it.each([
    ['behind the log', appendOf([posted(1)])],
    ['ahead of the log', appendOf([posted(3)])],
    ['with a hole', appendOf([posted(2), posted(4)])],
    ['with ordinals out of step', appendOf([posted(2, { ordinal: 3 })])],
    ['with one client id twice', appendOf([posted(2), posted(3, { clientId: 'c2' })])],
    ['to an unknown room', appendOf([posted(1)], 'nowhere')],
    ['of nothing', appendOf([])],
  ])('answers conflict %s, and stores nothing', (_, append) => {
    using store = storeWithRoom();
    store.writer.append(appendOf([posted(1)]));

    expect(store.writer.append(append)).toEqual({ kind: 'conflict' });

    expect(store.reader.events({ roomId: 'r1', after: 0, limit: 10 })).toEqual([posted(1)]);
    expect(store.reader.room('r1', null)).toMatchObject({ head: 1, lastOrdinal: 1 });
  });

  it('names the first results of messages that were stored before, and stores nothing', () => {
    using store = storeWithRoom();
    store.writer.append(appendOf(messages(1, 3)));
    const retry = appendOf([posted(4, { clientId: 'c2' }), posted(5), posted(6, { clientId: 'c3' })]);

    const result = store.writer.append(retry);

    expect(result).toEqual({
      kind: 'duplicates',
      first: [firstResultOf(posted(2)), firstResultOf(posted(3))],
    });
    expect(store.reader.room('r1', null)).toMatchObject({ head: 3, lastOrdinal: 3 });
  });

  it('lets two people use the same client id', () => {
    using store = storeWithRoom();

    const result = store.writer.append(appendOf([posted(1, { clientId: 'same' }), posted(2, { clientId: 'same', author: bartek })]));

    expect(result).toEqual({ kind: 'committed' });
  });

  it('leaves the other appends of a transaction alone when one is undone', () => {
    using store = storeWithRoom();
    store.writer.createRoom(newRoom({ id: 'r2' }));
    store.writer.append(appendOf([posted(1)]));

    const results = store.writer.transaction(() => [
      store.writer.append(appendOf([posted(1)], 'r2')),
      store.writer.append(appendOf([posted(2), posted(3, { clientId: 'c1' })])),
      store.writer.append(appendOf([posted(2)], 'r2')),
    ]);

    expect(results.map(({ kind }) => kind)).toEqual(['committed', 'duplicates', 'committed']);
    expect(store.reader.room('r1', null)?.head).toBe(1);
    expect(store.reader.room('r2', null)?.head).toBe(2);
  });

  it('takes thousands of events at once', () => {
    using store = storeWithRoom();

    expect(store.writer.append(appendOf(messages(1, 5_000)))).toEqual({ kind: 'committed' });

    expect(store.reader.room('r1', null)).toMatchObject({ head: 5_000, lastOrdinal: 5_000 });
  });

  it('keeps the members as the log has them, under the name of the last joining', () => {
    using store = storeWithRoom();

    store.writer.append(appendOf([joined(1), joined(2, bartek), left(3), joined(4, { ...bartek, name: 'Bartosz' })]));

    expect(store.reader.members('r1', 10)).toEqual({ members: [{ id: 'u-bartek', name: 'Bartosz', role: 'member' }], count: 1 });
  });

  it('gives up the whole transaction on a full disk, and goes on when there is room again', () => {
    using store = storeWithRoom({ maxPages: 120 });
    const other = new Database({ path: store.path });
    other.exec('CREATE TABLE ballast (bytes BLOB) STRICT; INSERT INTO ballast VALUES (zeroblob(360000))');
    const big = appendOf(messages(1, 1_000));

    const appendAll = () => store.writer.transaction(() => store.writer.append(big));
    let failure: unknown;
    try {
      appendAll();
    } catch (error) {
      failure = error;
    }

    expect(store.writer.failureOf(failure)).toBe('STORAGE_FULL');
    expect(store.reader.room('r1', null)?.head).toBe(0);
    other.exec('DROP TABLE ballast');
    other.close();
    expect(appendAll()).toEqual({ kind: 'committed' });
  });
});
