import { LIMITS } from '../../contract/limits.ts';
import type { NewAccount } from '../accounts.ts';
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
}
