import type { RoomEventOf } from '../../contract/room-events.ts';
import { LIMITS } from '../../contract/limits.ts';
import type { Round } from '../sqlite/journal/journal.test-kit.ts';
import { anna, appendOf, bartek, joined, newRoom, session } from '../sqlite/store.test-kit.ts';
import type { NewInvite } from '../invites.ts';
import type { AppendResult, Store } from '../store.ts';

interface Kit extends AsyncDisposable {
  store: Store;
  append(...rounds: Round['appends'][]): Promise<{ results: AppendResult[] }[]>;
}

const cela = { id: 'u-cela', name: 'Żółta Cela' };
const people = [anna, bartek, cela];

const invite = (values: Partial<NewInvite> = {}): NewInvite => ({ id: 'i1', code: 'code1', roomId: 'r1', createdBy: anna.id, createdAt: 1, expiresAt: null, maxUses: null, ...values });
const joinedBy = (seq: number, id: string, author = bartek): RoomEventOf<'member.joined'> => ({ type: 'member.joined', seq, at: 1_000 + seq, author, clientId: `j${seq}`, invite: id, invitedBy: anna });

/** Who is known, who finds whom, who blocks whom, and who lets whom in. */
export function itKeepsPeople(freshStore: () => Promise<Kit>): void {
  async function storeWithPeople() {
    const kit = await freshStore();
    for (const [index, user] of people.entries()) await kit.store.write('createSession', session({ tokenHash: `h${index}`, user }));
    return kit;
  }

  const found = async (store: Store, userId: string, search: string) => (await foundIn(store, userId, { search, roomId: null })).map(({ id }) => id);
  const foundIn = (store: Store, userId: string, query: { search: string; roomId: string | null }) => store.read('people', { userId, limit: 10, ...query });

  describe('finding people', () => {
    it('finds by the beginning of any word of a name, without case and diacritics, and never oneself', async () => {
      await using kit = await storeWithPeople();
      await kit.store.write('createRoom', newRoom({ events: [joined(1, anna), joined(2, cela)] }));

      expect(await found(kit.store, anna.id, 'zol')).toEqual([cela.id]);
      expect(await found(kit.store, anna.id, 'cel')).toEqual([cela.id]);
      expect(await found(kit.store, anna.id, 'zolta ce')).toEqual([cela.id]);
      expect(await found(kit.store, anna.id, 'ela')).toEqual([]);
      expect(await found(kit.store, cela.id, 'zol')).toEqual([]);
    });

    it('finds whoever is in a public room or in one of the reader’s, and nobody else', async () => {
      await using kit = await storeWithPeople();
      await kit.store.write('createRoom', newRoom({ id: 'private', visibility: 'private', events: [joined(1, bartek), joined(2, cela)] }));

      expect(await found(kit.store, anna.id, '')).toEqual([]);
      expect(await found(kit.store, bartek.id, '')).toEqual([cela.id]);
      expect(await kit.store.read('findable', { userId: anna.id, userIds: [bartek.id, cela.id, 'nobody'] })).toEqual([]);
      expect(await kit.store.read('findable', { userId: bartek.id, userIds: [cela.id] })).toEqual([cela]);
    });

    it('puts the people of the room first', async () => {
      await using kit = await storeWithPeople();
      await kit.store.write('createRoom', newRoom({ id: 'r1', events: [joined(1, anna), joined(2, cela)] }));
      await kit.store.write('createRoom', newRoom({ id: 'r2', events: [joined(1, bartek)] }));

      expect(await foundIn(kit.store, anna.id, { search: '', roomId: 'r1' })).toEqual([{ ...cela, member: true }, { ...bartek, member: false }]);
    });

    it('finds somebody by the new name and no more by the old', async () => {
      await using kit = await storeWithPeople();
      await kit.store.write('createRoom', newRoom({ events: [joined(1, bartek)] }));

      await kit.store.write('renameUser', { ...bartek, name: 'Ósma Fala' });

      expect(await found(kit.store, anna.id, 'bar')).toEqual([]);
      expect(await found(kit.store, anna.id, 'fala')).toEqual([bartek.id]);
    });
  });

  describe('blocking people', () => {
    it('knows who blocks whom, once however often it is said', async () => {
      await using kit = await storeWithPeople();
      const wish = { userId: anna.id, blocked: bartek.id, on: true, at: 1 };

      await kit.store.write('setBlock', wish);
      await kit.store.write('setBlock', wish);

      expect(await kit.store.read('blocks', anna.id)).toEqual([bartek]);
      expect(await kit.store.read('blocking', { userId: bartek.id, userIds: [anna.id, cela.id] })).toEqual([anna.id]);
      await kit.store.write('setBlock', { ...wish, on: false });
      expect(await kit.store.read('blocks', anna.id)).toEqual([]);
    });
  });

  describe('drafts', () => {
    const draftsOf = async (store: Store, userId: string) => (await store.read('memberships', userId)).map(({ room, draft }) => [room.id, draft?.body ?? null]);
    const wish = (roomId: string, userId: string, body: string) => ({ roomId, userId, draft: { body, at: 1 } });

    it('are what was written last, each person’s own, and gone when they are empty', async () => {
      await using kit = await storeWithPeople();
      await kit.store.write('createRoom', newRoom({ events: [joined(1, anna), joined(2, bartek)] }));

      await kit.store.write('setDraft', wish('r1', anna.id, 'half'));
      await kit.store.write('setDraft', { roomId: 'r1', userId: anna.id, draft: { body: 'half a', replyTo: 'm1', at: 2 } });
      await kit.store.write('setDraft', wish('r1', bartek.id, 'another'));

      expect((await kit.store.read('memberships', anna.id))[0]?.draft).toEqual({ body: 'half a', replyTo: 'm1', at: 2 });
      await kit.store.write('setDraft', wish('r1', anna.id, ''));
      expect([await draftsOf(kit.store, anna.id), await draftsOf(kit.store, bartek.id)]).toEqual([[['r1', null]], [['r1', 'another']]]);
    });

    it('are kept of members alone, and go with their membership', async () => {
      await using kit = await storeWithPeople();
      await kit.store.write('createRoom', newRoom({ events: [joined(1, anna)] }));
      await kit.store.write('setDraft', wish('r1', anna.id, 'half'));

      const ofOthers = [await kit.store.write('setDraft', wish('r1', bartek.id, 'x')), await kit.store.write('setDraft', wish('nowhere', anna.id, 'x'))];
      await kit.append([appendOf([{ type: 'member.left', seq: 2, at: 1_002, author: anna, clientId: 'l' }])], [appendOf([joined(3, anna)])]);

      expect(ofOthers).toEqual([false, false]);
      expect(await draftsOf(kit.store, anna.id)).toEqual([['r1', null]]);
    });

    it('give way from the oldest on where somebody has too many', async () => {
      await using kit = await storeWithPeople();
      const rooms = Array.from({ length: LIMITS.draftsPerPerson + 1 }, (_, n) => `r${n}`);
      for (const [n, id] of rooms.entries()) {
        await kit.store.write('createRoom', newRoom({ id, events: [joined(1, anna)] }));
        await kit.store.write('setDraft', { roomId: id, userId: anna.id, draft: { body: 'half', at: n } });
      }

      const drafts = await draftsOf(kit.store, anna.id);

      expect(drafts.filter(([, draft]) => draft === null)).toEqual([['r0', null]]);
    });
  });

  describe('conversations', () => {
    it('are the same one for the same people, and say whose they are', async () => {
      await using kit = await storeWithPeople();
      const direct = { kind: 'direct', visibility: 'private', peopleKey: `${anna.id} ${bartek.id}`, name: '', nameKey: '' } as const;
      const events = [joined(1, anna), { type: 'member.added', seq: 2, at: 1_002, author: anna, target: bartek } as const];

      const first = await kit.store.write('createRoom', newRoom({ ...direct, id: 'd1', events }));
      const second = await kit.store.write('createRoom', newRoom({ ...direct, id: 'd2', createdBy: bartek.id, events }));

      expect([first, second]).toEqual([{ kind: 'created', roomId: 'd1' }, { kind: 'known', roomId: 'd1' }]);
      expect((await kit.store.read('room', 'd1', bartek.id))?.people).toEqual([anna, bartek]);
      expect((await kit.store.read('memberships', bartek.id)).map(({ room }) => room.people)).toEqual([[anna, bartek]]);
    });
  });

  describe('invitations', () => {
    it('let in as many as they may, and count them by the log', async () => {
      await using kit = await storeWithPeople();
      await kit.store.write('createRoom', newRoom({ events: [joined(1, anna)] }));
      await kit.store.write('createInvite', invite({ maxUses: 1 }));

      const rounds = await kit.append([appendOf([joinedBy(2, 'i1')])], [appendOf([joinedBy(3, 'i1', cela)])]);

      expect(rounds.map(({ results }) => results)).toEqual([[{ kind: 'committed' }], [{ kind: 'refused', seq: 3, code: 'NOT_FOUND' }]]);
      expect(await kit.store.read('invite', 'code1')).toMatchObject({ id: 'i1', roomId: 'r1', createdBy: anna, uses: 1 });
    });

    it.each([
      ['that is not there', invite({ id: 'other', code: 'other' })],
      ['that is too old', invite({ expiresAt: 1_002 })],
      ['to another room', invite({ roomId: 'r2' })],
    ])('let nobody in by one %s', async (_, made) => {
      await using kit = await storeWithPeople();
      await kit.store.write('createRoom', newRoom({ events: [joined(1, anna)] }));
      await kit.store.write('createRoom', newRoom({ id: 'r2' }));
      await kit.store.write('createInvite', made);

      const [round] = await kit.append([appendOf([joinedBy(2, 'i1')])]);

      expect(round?.results).toEqual([{ kind: 'refused', seq: 2, code: 'NOT_FOUND' }]);
      expect((await kit.store.read('members', 'r1', 10)).count).toBe(1);
    });

    it('are over when they were ended', async () => {
      await using kit = await storeWithPeople();
      await kit.store.write('createRoom', newRoom({ events: [joined(1, anna)] }));
      await kit.store.write('createInvite', invite());
      await kit.store.write('endInvite', 'code1');

      const [round] = await kit.append([appendOf([joinedBy(2, 'i1')])]);

      expect(round?.results).toEqual([{ kind: 'refused', seq: 2, code: 'NOT_FOUND' }]);
      expect(await kit.store.read('invites', 'r1')).toEqual([]);
    });

    it('are so many in a room and no more; those that are over do not count', async () => {
      await using kit = await storeWithPeople();
      await kit.store.write('createRoom', newRoom({ events: [joined(1, anna)] }));
      await kit.store.write('createInvite', invite({ id: 'old', code: 'old', expiresAt: 2 }));

      const made: boolean[] = [];
      for (let n = 0; n <= LIMITS.invitesPerRoom; n++) made.push(await kit.store.write('createInvite', invite({ id: `n${n}`, code: `n${n}`, createdAt: 10 + n })));

      expect(made).toEqual([...Array<boolean>(LIMITS.invitesPerRoom).fill(true), false]);
      expect((await kit.store.read('invites', 'r1')).map(({ id }) => id)).not.toContain('old');
    });
  });
}
