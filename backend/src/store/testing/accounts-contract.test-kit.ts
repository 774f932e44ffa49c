import { LIMITS } from '../../contract/limits.ts';
import type { NewAccount } from '../accounts.ts';
import type { NewServerInvite } from '../invites.ts';
import { anna, bartek, session } from '../sqlite/store.test-kit.ts';
import type { Store } from '../store.ts';

interface Kit extends AsyncDisposable {
  store: Store;
}

const account = (values: Partial<NewAccount> = {}): NewAccount => ({
  user: anna,
  login: 'Ann',
  loginKey: 'ann',
  password: 'hash 1',
  role: 'member',
  createdAt: 1,
  session: session({ tokenHash: 'h1', expiresAt: 1_000 }),
  replaces: null,
  asFirst: false,
  invite: null,
  ...values,
});

/** Who has an account, and who is let in by it. */
export function itKeepsAccounts(freshStore: () => Promise<Kit>): void {
  describe('accounts', () => {
    it('make a member of a guest, who keeps the id and goes on with another session', async () => {
      await using kit = await freshStore();
      await kit.store.write('createSession', session({ tokenHash: 'guest' }));

      const outcome = await kit.store.write('createAccount', account({ replaces: 'guest', user: { ...anna, name: 'Ania' } }));

      expect(outcome).toBe('created');
      expect(await kit.store.read('session', 'guest')).toBeNull();
      expect(await kit.store.read('session', 'h1')).toMatchObject({ role: 'member', user: { id: anna.id, name: 'Ania' } });
      expect(await kit.store.read('accountByLogin', 'ann')).toEqual({ user: { id: anna.id, name: 'Ania' }, login: 'Ann', password: 'hash 1', role: 'member', isDeactivated: false });
    });

    it.each([
      ['login taken', account({ user: bartek, session: null })],
      ['has an account', account({ loginKey: 'other', session: null })],
      ['has an administrator', account({ user: bartek, loginKey: 'other', role: 'admin', asFirst: true, session: null })],
    ] as const)('are refused, and change nothing, with "%s"', async (refusal, wanted) => {
      await using kit = await freshStore();
      await kit.store.write('createAccount', account({ role: 'admin' }));

      expect(await kit.store.write('createAccount', { ...wanted, replaces: 'h1' })).toBe(refusal);

      expect(await kit.store.read('session', 'h1')).not.toBeNull();
      expect(await kit.store.read('account', bartek.id)).toBeNull();
    });

    it('have one first administrator, however many come at once', async () => {
      await using kit = await freshStore();
      const firsts = [1, 2, 3].map((n) => account({ user: { id: `u${n}`, name: 'N' }, loginKey: `l${n}`, role: 'admin', asFirst: true, session: null }));

      const outcomes = await Promise.all(firsts.map((first) => kit.store.write('createAccount', first)));

      expect(outcomes.sort()).toEqual(['created', 'has an administrator', 'has an administrator']);
      expect(await kit.store.read('hasAdmin')).toBe(true);
    });

    it('let nobody in whose password has become another one meanwhile', async () => {
      await using kit = await freshStore();
      await kit.store.write('createAccount', account());
      const signedIn = { session: session({ tokenHash: 'h2' }), replaces: null };
      const ended = await kit.store.write('setPassword', { userId: anna.id, password: 'hash 2', from: 'hash 1', keeps: null });

      expect(ended).toEqual(['h1']);
      expect(await kit.store.write('signIn', { ...signedIn, password: 'hash 1' })).toBeNull();
      expect(await kit.store.write('setPassword', { userId: anna.id, password: 'hash 3', from: 'hash 1', keeps: null })).toBeNull();
      expect(await kit.store.write('signIn', { ...signedIn, password: 'hash 2' })).toEqual([]);
      expect(await kit.store.read('session', 'h2')).not.toBeNull();
    });

    it('have so many sessions and no more: the oldest end', async () => {
      await using kit = await freshStore();
      await kit.store.write('createAccount', account());
      const ended: string[] = [];
      for (let n = 0; n < LIMITS.sessionsPerAccount; n++) {
        ended.push(...((await kit.store.write('signIn', { session: session({ tokenHash: `s${n}`, createdAt: 10 + n }), password: 'hash 1', replaces: null })) ?? []));
      }

      expect(ended).toEqual(['h1']);
      expect((await kit.store.read('sessionsOf', anna.id)).map(({ tokenHash }) => tokenHash).slice(0, 2)).toEqual([`s${LIMITS.sessionsPerAccount - 1}`, `s${LIMITS.sessionsPerAccount - 2}`]);
    });
  });

  describe('second factors', () => {
    it('count when they are confirmed, and take each step and recovery code once', async () => {
      await using kit = await freshStore();
      await kit.store.write('createAccount', account());
      const userId = anna.id;
      const { write, read } = { write: kit.store.write.bind(kit.store), read: kit.store.read.bind(kit.store) };

      expect([await write('beginSecondFactor', { userId, secret: 'one' }), await write('beginSecondFactor', { userId, secret: 'two' })]).toEqual([true, true]);
      expect(await read('secondFactor', userId)).toEqual({ secret: 'two', isConfirmed: false });
      expect(await write('confirmSecondFactor', { userId, step: 5, recoveryHashes: ['r1', 'r2'] })).toBe(true);
      expect(await write('confirmSecondFactor', { userId, step: 6, recoveryHashes: ['r3'] })).toBe(false);
      expect(await write('beginSecondFactor', { userId, secret: 'three' })).toBe(false);
      expect([await write('takeStep', { userId, step: 5 }), await write('takeStep', { userId, step: 6 }), await write('takeStep', { userId, step: 6 })]).toEqual([false, true, false]);
      expect([await write('takeRecoveryCode', { userId, codeHash: 'r1' }), await write('takeRecoveryCode', { userId, codeHash: 'r1' })]).toEqual([true, false]);
      await write('endSecondFactor', userId);
      expect(await read('secondFactor', userId)).toBeNull();
      expect(await write('takeRecoveryCode', { userId, codeHash: 'r2' })).toBe(false);
    });
  });

  describe('invitations to the server', () => {
    const invite = (values: Partial<NewServerInvite> = {}): NewServerInvite => ({ id: 'i1', code: 'code1', role: 'member', createdBy: anna.id, createdAt: 1, expiresAt: null, maxUses: null, ...values });
    const guest = (n: number, createdAt = 5) => session({ tokenHash: `g${n}`, user: { id: `g${n}`, name: 'G' }, createdAt });
    async function withInvite(values: Partial<NewServerInvite> = {}) {
      const kit = await freshStore();
      await kit.store.write('createAccount', account());
      await kit.store.write('createServerInvite', invite(values));
      return kit;
    }

    it('let in as many as they may, counted with whoever comes in', async () => {
      await using kit = await withInvite({ maxUses: 2 });

      const entered = await Promise.all([1, 2, 3].map((n) => kit.store.write('enter', { session: guest(n), code: 'code1' })));

      expect(entered.filter(Boolean)).toHaveLength(2);
      expect((await kit.store.read('serverInvite', 'code1'))?.uses).toBe(2);
      expect(await kit.store.read('user', `g${entered.indexOf(false) + 1}`)).toBeNull();
    });

    it.each([
      ['that is not there', { code: 'other' }],
      ['that is too old', { expiresAt: 5 }],
    ])('let nobody in by one %s', async (_, values) => {
      await using kit = await withInvite(values);

      expect(await kit.store.write('enter', { session: guest(1), code: 'code1' })).toBe(false);
      expect(await kit.store.write('createAccount', account({ user: bartek, loginKey: 'b', createdAt: 5, session: null, invite: 'code1' }))).toBe('invitation over');
    });

    it('for guests make no members', async () => {
      await using kit = await withInvite({ role: 'guest' });
      await kit.store.write('enter', { session: guest(1), code: 'code1' });

      expect(await kit.store.read('ceiling', 'g1')).toBe('guest');
      expect(await kit.store.write('createAccount', account({ user: bartek, loginKey: 'b', session: null, invite: 'code1' }))).toBe('invitation over');
    });
  });

  describe('administration', () => {
    const entry = { at: 7, actor: anna, action: 'person.role', target: bartek, why: 'because', changes: { role: 'admin' } } as const;
    async function withAdmin() {
      const kit = await freshStore();
      await kit.store.write('createAccount', account({ role: 'admin' }));
      await kit.store.write('createAccount', account({ user: bartek, login: 'Bo', loginKey: 'bo', session: session({ tokenHash: 'b1', user: bartek }) }));
      return kit;
    }
    const change = (userId: string, wish: { role?: 'admin' | 'member'; deactivated?: boolean }) => ({ userId, change: wish, asFirst: false, entry });

    it('keeps the last administrator, and writes nothing where it is refused', async () => {
      await using kit = await withAdmin();

      expect(await kit.store.write('setPerson', change(anna.id, { role: 'member' }))).toBe('last administrator');
      expect(await kit.store.write('setPerson', change(anna.id, { deactivated: true }))).toBe('last administrator');
      expect(await kit.store.write('setPerson', change('nobody', { role: 'member' }))).toBe('unknown');
      expect(await kit.store.read('audit', { action: null, personId: null, before: null, limit: 10 })).toEqual([]);
      expect(await kit.store.write('setPerson', change(bartek.id, { role: 'admin' }))).toEqual({ ended: [] });
      expect(await kit.store.write('setPerson', change(anna.id, { role: 'member' }))).toEqual({ ended: [] });
      expect(await kit.store.read('audit', { action: 'person.role', personId: bartek.id, before: null, limit: 10 })).toMatchObject([{ ...entry }, { ...entry }]);
    });

    it('lets a deactivated person in by no session, old or new', async () => {
      await using kit = await withAdmin();

      expect(await kit.store.write('setPerson', change(bartek.id, { deactivated: true }))).toEqual({ ended: ['b1'] });
      expect(await kit.store.write('signIn', { session: session({ tokenHash: 'b2', user: bartek }), password: 'hash 1', replaces: null })).toBeNull();
      expect(await kit.store.read('knownPerson', bartek.id)).toMatchObject({ deactivatedAt: 7, sessions: 0 });
    });

    it('gives a new password once by a link, and by no older one', async () => {
      await using kit = await withAdmin();
      const reset = (codeHash: string, expiresAt = 100) => ({ userId: bartek.id, codeHash, expiresAt, entry });
      await kit.store.write('setReset', reset('old'));
      await kit.store.write('setReset', reset('new'));
      const use = (codeHash: string, at = 10) => kit.store.write('useReset', { codeHash, at, password: 'hash 2' });

      expect([await use('old'), await use('new', 100)]).toEqual([null, null]);
      expect(await use('new')).toEqual({ user: bartek, ended: ['b1'] });
      expect(await use('new')).toBeNull();
      expect((await kit.store.read('account', bartek.id))?.password).toBe('hash 2');
    });

    it('lists people by name, page by page, and keeps what was set', async () => {
      await using kit = await withAdmin();
      const page = (after: string | null) => kit.store.read('everybody', { search: '', kind: 'all', after, limit: 1 });
      await kit.store.write('changeSettings', { access: 'invite', guests: false }, { ...entry, action: 'settings.changed', target: null });

      expect((await page(null)).map(({ id }) => id)).toEqual([anna.id]);
      expect((await page(anna.id)).map(({ id }) => id)).toEqual([bartek.id]);
      expect(await page(bartek.id)).toEqual([]);
      expect(await kit.store.read('settings')).toEqual({ access: 'invite', guests: false });
    });
  });
}
