import { itKeepsAccounts } from './accounts-contract.test-kit.ts';
import { itKeepsConsumers } from './consumers-contract.test-kit.ts';
import { firstResultOf } from '../first-result.ts';
import { itKeepsPeople } from './people-contract.test-kit.ts';
import { itSearches } from './search-contract.test-kit.ts';
import { itKeepsPushDevices } from './push-contract.test-kit.ts';
import { appendOnThread, type Round } from '../sqlite/journal/journal.test-kit.ts';
import { appendOf, anna, bartek, joined, messages, newRoom, posted, session } from '../sqlite/store.test-kit.ts';
import type { AppendResult, RoomSnapshot, Store } from '../store.ts';

/** Where an engine keeps one set of data. */
export interface DataUnderTest extends AsyncDisposable {
  /** A store over it. One at a time. */
  open(): Promise<Store>;
}

const roomIds = (count: number): string[] => Array.from({ length: count }, (_, index) => `r${index + 1}`);
const kindsOf = (rounds: { results: AppendResult[] }[]): string[][] => rounds.map(({ results }) => results.map(({ kind }) => kind));

/** What every engine has to keep, whatever it is made of. */
export function itKeepsTheContract(freshData: () => Promise<DataUnderTest>): void {
  async function freshStore() {
    const data = await freshData();
    const store = await data.open();
    const dispose = async () => {
      await store.close();
      await data[Symbol.asyncDispose]();
    };
    const append = (...rounds: Round['appends'][]) => appendOnThread(store.journal, rounds.map((appends) => ({ appends })));
    return { store, append, [Symbol.asyncDispose]: dispose };
  }

  const events = (store: Store, roomId = 'r1') => store.read('events', { roomId, after: 0, limit: 1_000 });

  describe('appending', () => {
    it('takes what follows the log, without a hole and in order', async () => {
      await using kit = await freshStore();
      await kit.store.write('createRoom', newRoom());

      const rounds = await kit.append([appendOf(messages(1, 3))], [appendOf(messages(4, 4))]);

      expect(kindsOf(rounds)).toEqual([['committed'], ['committed']]);
      expect(await events(kit.store)).toEqual(messages(1, 4));
      expect(await kit.store.read('room', 'r1', null)).toMatchObject({ head: 4, lastOrdinal: 4 });
    });

    it.each([
      ['begins after a hole', appendOf([posted(5)])],
      ['begins before the end', appendOf([posted(2, { clientId: 'another' })])],
      ['has a hole', { ...appendOf([posted(4), posted(6)]), expectedSeq: 3 }],
      ['counts its messages wrongly', appendOf([posted(4, { ordinal: 9 })])],
      ['is of no room', appendOf([posted(1)], 'nowhere')],
      ['holds nothing', { ...appendOf([]), expectedSeq: 3 }],
    ])('says conflict, and stores nothing, where an append %s', async (_, append) => {
      await using kit = await freshStore();
      await kit.store.write('createRoom', newRoom());

      const rounds = await kit.append([appendOf(messages(1, 3))], [append]);

      expect(kindsOf(rounds)).toEqual([['committed'], ['conflict']]);
      expect(await events(kit.store)).toEqual(messages(1, 3));
    });

    it('finds a message again by its author and client id, gives its first result, and stores nothing', async () => {
      await using kit = await freshStore();
      await kit.store.write('createRoom', newRoom());

      const [, retry, other] = await kit.append(
        [appendOf(messages(1, 2))],
        [appendOf([posted(3, { clientId: 'c1' }), posted(4)])],
        [appendOf([posted(3, { clientId: 'c1', author: bartek })])],
      );

      expect(retry?.results).toEqual([{ kind: 'duplicates', first: [firstResultOf(posted(1))] }]);
      expect(other?.results).toEqual([{ kind: 'committed' }]);
      expect(await kit.store.read('room', 'r1', null)).toMatchObject({ head: 3 });
    });

    it('answers each append of a request in its place: what fails, fails alone', async () => {
      await using kit = await freshStore();
      await Promise.all(roomIds(4).map((id) => kit.store.write('createRoom', newRoom({ id }))));
      const unreadable = { ...appendOf([posted(1)], 'r2'), encoded: ['{"seq":1,'] };

      const [round] = await kit.append([appendOf(messages(1, 2)), unreadable, appendOf([posted(7)], 'r3'), appendOf([posted(1)], 'r4')]);

      expect(round?.results).toEqual([{ kind: 'committed' }, { kind: 'failed', code: 'STORAGE_FAILED' }, { kind: 'conflict' }, { kind: 'committed' }]);
      expect(await events(kit.store, 'r2')).toEqual([]);
      expect(await events(kit.store, 'r4')).toEqual(messages(1, 1));
    });

    it('keeps every room dense while many append at the same time', async () => {
      await using kit = await freshStore();
      const rooms = roomIds(6);
      await Promise.all(rooms.map((id) => kit.store.write('createRoom', newRoom({ id }))));

      const threads = await Promise.all(rooms.map((id) => kit.append(...messages(1, 30).map((message) => [appendOf([message], id)]))));

      expect(threads.flatMap(kindsOf).every(([kind]) => kind === 'committed')).toBe(true);
      for (const roomId of rooms) expect(await events(kit.store, roomId)).toEqual(messages(1, 30));
    });

    it('lets one of several win each number of a room that they fight for', async () => {
      await using kit = await freshStore();
      await kit.store.write('createRoom', newRoom());
      const fighting = ['a', 'b', 'c'].map((name) => messages(1, 20).map((message) => [appendOf([{ ...message, clientId: `${name}${message.seq}` }])]));

      const threads = await Promise.all(fighting.map((rounds) => kit.append(...rounds)));

      const kinds = threads.flatMap(kindsOf).flat();
      const { length: committed } = kinds.filter((kind) => kind === 'committed');
      expect(new Set(kinds).difference(new Set(['committed', 'conflict'])).size).toBe(0);
      expect(committed).toBeGreaterThan(0);
      expect((await events(kit.store)).map(({ seq }) => seq)).toEqual(Array.from({ length: committed }, (_, index) => index + 1));
    });

    it('counts commits and events', async () => {
      await using kit = await freshStore();
      await kit.store.write('createRoom', newRoom());

      await kit.append([appendOf(messages(1, 5))]);

      expect(kit.store.stats()).toMatchObject({ events: 5, failures: 0, waiting: 0 });
      expect(kit.store.stats().commits).toBeGreaterThan(0);
      expect(kit.store.isStoring).toBe(true);
    });
  });

  describe('reading', () => {
    it.each(['read', 'readBulk'] as const)('sees by %s what a promise has told', async (read) => {
      await using kit = await freshStore();

      for (const id of roomIds(20)) {
        await kit.store.write('createRoom', newRoom({ id }));
        expect(await kit.store[read]('room', id, null)).toMatchObject({ id });
      }
    });

    it.each(['read', 'readBulk'] as const)('sees by %s what a room thread was told', async (read) => {
      await using kit = await freshStore();
      await kit.store.write('createRoom', newRoom());
      let reads = Promise.resolve<number[]>([]);
      const rounds = messages(1, 10).map((message) => ({ appends: [appendOf([message])] }));

      let told = 0;
      await appendOnThread(kit.store.journal, rounds, () => {
        const least = ++told;
        reads = Promise.all([reads, kit.store[read]('room', 'r1', null)]).then(([missing, room]) => ((room?.head ?? 0) < least ? [...missing, least] : missing));
      });

      expect(await reads).toEqual([]);
    });

    it('finds the first message of a time or later', async () => {
      await using kit = await freshStore();
      await kit.store.write('createRoom', newRoom());
      const said = (seq: number, at: number) => posted(seq, { at });
      await kit.append([appendOf([said(1, 100), said(2, 200), said(3, 200), said(4, 300)])]);
      const ordinalsAt = (...times: number[]) => Promise.all(times.map((at) => kit.store.readBulk('ordinalAt', 'r1', at)));

      expect(await ordinalsAt(0, 100, 101, 200, 201, 300, 301)).toEqual([1, 1, 2, 2, 4, 4, null]);
      expect(await kit.store.readBulk('ordinalAt', 'nowhere', 0)).toBeNull();
    });

    it('finds no message of any time where nothing was said', async () => {
      await using kit = await freshStore();
      await kit.store.write('createRoom', newRoom());

      expect(await kit.store.readBulk('ordinalAt', 'r1', 0)).toBeNull();
    });

    it('hands a room out as bytes of JSON, for its rules to go on with', async () => {
      await using kit = await freshStore();
      await kit.store.write('createRoom', newRoom());
      await kit.append([appendOf([joined(1), posted(2, { ordinal: 1 })])]);

      const [bytes, none] = await Promise.all([kit.store.read('snapshot', 'r1'), kit.store.read('snapshot', 'nowhere')]);

      const snapshot = JSON.parse(Buffer.from(bytes ?? []).toString()) as RoomSnapshot;
      expect(snapshot).toMatchObject({ roomId: 'r1', epoch: 'e1', head: 2, lastOrdinal: 1, recent: [{ authorId: anna.id, clientId: 'c2', seq: 2 }] });
      expect(none).toBeNull();
    });
  });

  describe('writing', () => {
    it('fails alone', async () => {
      await using kit = await freshStore();

      const outcomes = await Promise.allSettled([
        kit.store.write('createSession', session()),
        kit.store.write('createSession', session({ user: bartek })),
        kit.store.write('createRoom', newRoom()),
      ]);

      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'fulfilled', 'rejected']);
      expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { name: 'StoreError', code: 'STORAGE_FAILED' } });
      expect(await kit.store.read('room', 'r1', null)).not.toBeNull();
    });

    it('calls somebody by their new name in sessions and lists of members, and leaves the log as it was', async () => {
      await using kit = await freshStore();
      await kit.store.write('createSession', session());
      await kit.store.write('createRoom', newRoom());
      await kit.append([appendOf([joined(1), joined(2, bartek)])]);
      const before = await events(kit.store);

      await kit.store.write('renameUser', { ...anna, name: 'Ania' });

      expect((await kit.store.read('members', 'r1', 5)).members.map(({ name }) => name)).toEqual(['Ania', bartek.name]);
      expect([await kit.store.read('user', anna.id), (await kit.store.read('session', 'h1'))?.user]).toEqual([{ ...anna, name: 'Ania' }, { ...anna, name: 'Ania' }]);
      expect(await events(kit.store)).toEqual(before);
    });

    it('lets one of two public rooms have a name they both want', async () => {
      await using kit = await freshStore();

      const rooms = await Promise.all(['r1', 'r2'].map((id) => kit.store.write('createRoom', newRoom({ id, nameKey: 'one' }))));

      expect(rooms.map(({ kind }) => kind).sort()).toEqual(['created', 'refused']);
    });
  });

  describe('consumers', () => itKeepsConsumers(freshStore));
  itKeepsAccounts(freshStore);
  describe('people', () => itKeepsPeople(freshStore));
  describe('search', () => itSearches(freshStore));
  itKeepsPushDevices(freshStore);

  describe('closing', () => {
    it('stores what was asked before, answers what was read before, and takes nothing more', async () => {
      await using data = await freshData();
      const store = await data.open();

      const writes = roomIds(20).map((id) => store.write('createRoom', newRoom({ id })));
      const reads = [store.read('session', 'h'), store.readBulk('session', 'h')];
      await store.close();

      expect(await Promise.all(reads)).toEqual([null, null]);
      expect((await Promise.all(writes)).every((room) => room !== null)).toBe(true);
      for (const late of [store.write('endSession', 'h'), store.read('session', 'h'), store.readBulk('session', 'h')]) {
        await expect(late).rejects.toMatchObject({ name: 'StoreError', code: 'STORAGE_FAILED' });
      }
    });

    it('loses nothing until it is opened again', async () => {
      await using data = await freshData();
      const first = await data.open();
      await first.write('createRoom', newRoom());
      await appendOnThread(first.journal, [{ appends: [appendOf(messages(1, 3))] }]);
      await first.close();

      const second = await data.open();
      const rounds = await appendOnThread(second.journal, [{ appends: [appendOf(messages(4, 5))] }]);

      expect(kindsOf(rounds)).toEqual([['committed']]);
      expect(await events(second)).toEqual(messages(1, 5));
      await second.close();
    });
  });
}
