import { LIMITS } from '../../contract/limits.ts';
import { anna, bartek, joined, newRoom, session } from '../sqlite/store.test-kit.ts';
import type { StoredPushDevice } from '../push.ts';
import type { Store } from '../store.ts';

const QUIET = { on: true, from: 60, to: 120, days: [0, 6], timeZone: 'Europe/Warsaw' };

function deviceOf(user: { id: string }, values: Partial<StoredPushDevice> = {}): StoredPushDevice {
  return { endpoint: `https://push.example/${user.id}`, keys: { p256dh: 'key', auth: 'secret' }, detail: 'text', language: 'en', userId: user.id, tokenHash: `h-${user.id}`, createdAt: 1, ...values };
}

/** Which browsers are told of what, and that they go with their sessions. */
export function itKeepsPushDevices(freshStore: () => Promise<AsyncDisposable & { store: Store }>): void {
  async function storeWithTwo() {
    const kit = await freshStore();
    for (const user of [anna, bartek]) await kit.store.write('createSession', session({ tokenHash: `h-${user.id}`, user, expiresAt: Number.MAX_SAFE_INTEGER }));
    await kit.store.write('createRoom', newRoom({ id: 'r1', events: [joined(1, anna), joined(2, bartek)] }));
    return kit;
  }
  const targets = (store: Store, after = '', limit = 10) => store.read('pushTargets', { roomId: 'r1', after, limit });

  describe('devices that are told of messages', () => {
    it('are known with what they want, under their endpoint, the newest word counting', async () => {
      await using kit = await storeWithTwo();

      await kit.store.write('savePushDevice', deviceOf(anna));
      await kit.store.write('savePushDevice', deviceOf(anna, { detail: 'room', language: 'pl', quiet: QUIET }));

      const wanted = { endpoint: 'https://push.example/u-anna', keys: { p256dh: 'key', auth: 'secret' }, detail: 'room', language: 'pl', quiet: QUIET };
      expect(await kit.store.read('pushDevice', { endpoint: wanted.endpoint, userId: anna.id })).toEqual(wanted);
      expect(await kit.store.read('pushDevice', { endpoint: wanted.endpoint, userId: bartek.id })).toBeNull();
      expect(await kit.store.read('pushDevicesOf', anna.id)).toEqual([wanted]);
    });

    it('belong to whoever named them last', async () => {
      await using kit = await storeWithTwo();
      await kit.store.write('savePushDevice', deviceOf(anna, { endpoint: 'https://push.example/shared' }));

      await kit.store.write('savePushDevice', deviceOf(bartek, { endpoint: 'https://push.example/shared' }));

      expect(await kit.store.read('pushDevicesOf', anna.id)).toEqual([]);
      expect(await kit.store.read('pushDevicesOf', bartek.id)).toHaveLength(1);
    });

    it('are those of a room’s members, with how loud it is for them and how far they have read', async () => {
      await using kit = await storeWithTwo();
      await kit.store.write('savePushDevice', deviceOf(anna));
      await kit.store.write('savePushDevice', deviceOf(anna, { endpoint: 'https://push.example/other' }));
      await kit.store.write('savePushDevice', deviceOf(bartek));
      await kit.store.write('setNotify', { roomId: 'r1', userId: bartek.id, level: 'mentions', mutedUntil: 5 });

      const found = await targets(kit.store);

      expect(found.map(({ devices, ...target }) => ({ ...target, devices: devices.length }))).toEqual([
        { userId: anna.id, readOrdinal: 0, level: 'all', mutedUntil: null, devices: 2 },
        { userId: bartek.id, readOrdinal: 0, level: 'mentions', mutedUntil: 5, devices: 1 },
      ]);
      expect((await targets(kit.store, '', 1)).map(({ userId }) => userId)).toEqual([anna.id]);
      expect((await targets(kit.store, anna.id)).map(({ userId }) => userId)).toEqual([bartek.id]);
      expect(await kit.store.read('pushTargets', { roomId: 'none', after: '', limit: 10 })).toEqual([]);
    });

    it('go with their session, and come into being in none that has ended', async () => {
      await using kit = await storeWithTwo();
      await kit.store.write('savePushDevice', deviceOf(anna));

      await kit.store.write('endSession', 'h-u-anna');
      await kit.store.write('savePushDevice', deviceOf(anna, { endpoint: 'https://push.example/late' }));

      expect(await kit.store.read('pushDevicesOf', anna.id)).toEqual([]);
    });

    it('are forgotten by their owner, or by whoever finds them gone, and by nobody else', async () => {
      await using kit = await storeWithTwo();
      const { endpoint } = deviceOf(anna);
      await kit.store.write('savePushDevice', deviceOf(anna));

      await kit.store.write('forgetPushDevice', { endpoint, userId: bartek.id });
      expect(await kit.store.read('pushDevicesOf', anna.id)).toHaveLength(1);
      await kit.store.write('forgetPushDevice', { endpoint, userId: null });

      expect(await kit.store.read('pushDevicesOf', anna.id)).toEqual([]);
    });

    it('are so many, and then the oldest gives way', async () => {
      await using kit = await storeWithTwo();

      for (let count = 0; count <= LIMITS.pushDevices; count += 1) await kit.store.write('savePushDevice', deviceOf(anna, { endpoint: `https://push.example/${count}`, createdAt: count }));

      const known = (await kit.store.read('pushDevicesOf', anna.id)).map(({ endpoint }) => endpoint);
      expect(known).toHaveLength(LIMITS.pushDevices);
      expect(known).not.toContain('https://push.example/0');
    });
  });
}
