import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { toObservable } from '@angular/core/rxjs-interop';
import { ChatSocket, CHAT_SOCKET_OPTIONS } from '../../connection/chat-socket';
import { until } from '../../connection/chat-server.test-kit';
import { SessionStore } from '../../connection/session-store';
import { ApiClient } from '../../api/api-client';
import { ROOM_PROVIDERS } from './room-registry';
import { OUTBOX_LIMITS } from '../outbox/outbox-budget';
import { OutboxPersistence } from '../outbox/outbox-persistence';
import { ShelfOfTest } from '../outbox/outbox-persistence.test-kit';
import { RoomContext } from './room-context';
import { RoomServer, isPosted } from '../room-server.test-kit';
import { RoomStore } from './room-store';
import { ALA, OLA, messageAt, roomOf } from '../room.test-kit';
import { type ShownMessage, rowsOf } from '../timeline/rows';

describe('RoomStore', () => {
  let server: RoomServer;
  let store: RoomStore;
  let shelf: ShelfOfTest;

  function open(): void {
    TestBed.configureTestingModule({
      providers: [
        ...ROOM_PROVIDERS,
        { provide: RoomContext, useValue: { idOrSlug: 'kitchen', user: ALA } },
        { provide: SessionStore, useValue: { user: signal(ALA), state: signal({ status: 'in', user: ALA }) } },
        { provide: ApiClient, useValue: { get: () => Promise.resolve(roomOf()) } },
        { provide: OutboxPersistence, useValue: shelf },
        { provide: CHAT_SOCKET_OPTIONS, useValue: { url: server.server.url, ackTimeoutMs: 150, connectTimeoutMs: 5_000 } },
      ],
    });
    store = TestBed.inject(RoomStore);
    TestBed.inject(ChatSocket).open();
  }

  /** What the page would show. */
  function shown(): ShownMessage[] {
    const { entries } = store.log.window();
    const rows = rowsOf({ entries, outbox: store.outbox.items(), self: ALA, newAfter: null });
    return rows.flatMap((row) => (row.kind === 'message' ? [row.message] : []));
  }

  function stateOf(body: string): string | undefined {
    const found = shown().filter((message) => message.body === body);
    expect(found.length).toBeLessThanOrEqual(1);
    return found[0] === undefined ? undefined : (found[0].pending?.state ?? 'in the log');
  }

  /** Looks whenever the log or the outbox changes. */
  async function when(condition: () => boolean): Promise<void> {
    const changes = TestBed.runInInjectionContext(() => toObservable(TestBed.inject(RoomStore).log.state));
    const outbox = TestBed.runInInjectionContext(() => toObservable(TestBed.inject(RoomStore).outbox.items));
    await Promise.race([until(changes, condition), until(outbox, condition)]);
  }

  const live = (): Promise<void> => when(() => store.log.live());
  const last = (seq: number): Promise<void> => when(() => store.log.state().last === seq);

  function inOrder(): number[] {
    return store.log.window().entries.map(({ seq }) => seq);
  }

  beforeEach(async () => {
    shelf = new ShelfOfTest();
    server = await RoomServer.start(3);
    open();
    await live();
  });

  afterEach(async () => {
    TestBed.resetTestingModule();
    await server.server.close();
  });

  describe('following the log', () => {
    it('begins with the newest messages and goes on live', async () => {
      server.say('hello');
      await last(4);

      expect(shown().map(({ body }) => body)).toEqual(['message 1', 'message 2', 'message 3', 'hello']);
    });

    it('asks for what is missing in a hole, and only for that', async () => {
      server.post(OLA, 'lost');
      server.say('heard');
      await last(5);

      expect(server.syncs).toEqual([3]);
      expect(inOrder()).toEqual([1, 2, 3, 4, 5]);
    });

    it('asks again while there is more', async () => {
      server.eventsPerSync = 2;
      for (let count = 0; count < 5; count += 1) server.post(OLA, `lost ${count}`);
      server.tellHead();
      await last(8);

      expect(server.syncs).toEqual([3, 5, 7]);
      expect(inOrder()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    });

    it('opens again after a break with what it has, and misses nothing', async () => {
      server.server.io.disconnectSockets(true);
      await when(() => !store.log.live());
      server.post(OLA, 'meanwhile');
      await last(4);

      expect(server.opens).toEqual([null, 3]);
      expect(inOrder()).toEqual([1, 2, 3, 4]);
    });

    it('begins afresh when the log is another one', async () => {
      server.epoch = 'e2';
      server.log = [messageAt(1, { body: 'restored' })];
      server.tell(server.log);
      await when(() => store.log.state().epoch === 'e2');

      expect(shown().map(({ body }) => body)).toEqual(['restored']);
      expect(store.log.state().replaced).toBe(true);
    });
  });

  it('looks again, as somebody who is no member, when another tab has left the room', async () => {
    const left = { type: 'member.left', seq: 4, at: 1, author: ALA } as const;
    server.visited = true;
    server.log.push(left);
    server.tell([left]);
    await when(() => server.opens.length === 2 && store.log.live());

    expect(store.isMember()).toBe(false);
    expect(server.opens).toEqual([null, 4]);
  });

  it('shows what a message says after it was edited, and no word of one that was deleted', async () => {
    server.tell([server.push({ type: 'message.edited', author: OLA, id: 'm1', body: 'better' }), server.push({ type: 'message.deleted', author: OLA, id: 'm2' })]);
    await last(5);

    expect(shown().map(({ body, edited, deleted }) => [body, edited, deleted])).toEqual([
      ['better', true, false],
      ['', false, true],
      ['message 3', false, false],
    ]);
  });

  describe('sending', () => {
    it('says of each message what it waits for', async () => {
      server.fates.push('BUSY', 'BUSY', 'BUSY');
      store.send('one');
      store.send('two');
      await when(() => store.outbox.items()[0]?.reason === 'BUSY');

      expect(store.outbox.items().map(({ state, reason }) => [state, reason])).toEqual([['waiting', 'BUSY'], ['waiting', undefined]]);
      expect(shown().slice(-2).map(({ ahead }) => ahead)).toEqual([0, 1]);

      TestBed.inject(ChatSocket).close();
      await when(() => !store.log.live());
      expect(store.outbox.items().map(({ reason }) => reason)).toEqual(['OFFLINE', 'OFFLINE']);
    });

    it('shows an own message at once and then as stored, in one row', async () => {
      store.send('mine');
      expect(stateOf('mine')).toMatch(/waiting|sending/);

      await when(() => stateOf('mine') === 'in the log');

      expect(server.sent).toHaveLength(1);
    });

    it.each(['ack before the event', 'lose the ack', 'cut after storing'] as const)('ends with one row when the server is made to %s', async (fate) => {
      server.fates.push(fate);

      store.send('mine');
      await when(() => stateOf('mine') === 'in the log');

      expect(server.log.filter(isPosted).filter(({ body }) => body === 'mine')).toHaveLength(1);
      expect(new Set(server.sent.map(({ clientId }) => clientId)).size).toBe(1);
    });

    it('takes the event for the ack that was lost, and sends on', async () => {
      server.fates.push('lose the ack');

      store.send('one');
      store.send('two');
      await when(() => stateOf('two') === 'in the log');

      expect(server.sent.map(({ body }) => body)).toEqual(['one', 'two']);
    });

    it('waits while the room is busy and keeps the order', async () => {
      server.fates.push('BUSY', 'BUSY');

      store.send('one');
      store.send('two');
      await when(() => stateOf('two') === 'in the log');

      expect(server.sent.map(({ body }) => body)).toEqual(['one', 'one', 'one', 'two']);
      expect(new Set(server.sent.map(({ clientId }) => clientId)).size).toBe(2);
    });

    it('fails for good with the reason, lets the next one pass, and retries with the same clientId', async () => {
      server.fates.push('FORBIDDEN');
      store.send('one');
      store.send('two');
      await when(() => stateOf('two') === 'in the log');

      const failed = store.outbox.items()[0];
      store.outbox.retry(failed?.clientId ?? '');
      await when(() => stateOf('one') === 'in the log');

      expect(failed).toMatchObject({ state: 'failed', reason: 'FORBIDDEN', body: 'one' });
      expect(server.sent[0]?.clientId).toBe(server.sent[2]?.clientId);
    });

    it('keeps what is written offline and sends it in order after the rejoin', async () => {
      server.server.io.disconnectSockets(true);
      await when(() => !store.log.live());

      for (const body of ['one', 'two', 'three']) store.send(body);
      expect(['one', 'two', 'three'].map(stateOf)).toEqual(['waiting', 'waiting', 'waiting']);
      await when(() => stateOf('three') === 'in the log');

      expect(server.sent.map(({ body }) => body)).toEqual(['one', 'two', 'three']);
    });

    it('keeps it over a reload, with the same clientIds', async () => {
      TestBed.inject(ChatSocket).close();
      await when(() => !store.log.live());
      store.send('one');
      store.send('two');
      const before = store.outbox.items().map(({ clientId }) => clientId);

      TestBed.resetTestingModule();
      open();
      await when(() => stateOf('two') === 'in the log');

      expect(server.sent.map(({ clientId }) => clientId)).toEqual(before);
      expect(shelf.items.size).toBe(0);
    });

    it('sends what an earlier page left before what is written now', async () => {
      TestBed.inject(ChatSocket).close();
      await when(() => !store.log.live());
      store.send('one');
      store.send('two');

      TestBed.resetTestingModule();
      open();
      store.send('three');
      await when(() => stateOf('three') === 'in the log');

      expect(server.sent.map(({ body }) => body)).toEqual(['one', 'two', 'three']);
    });

    it('brings back what failed as failed, with its reason, and sends the others', async () => {
      server.fates.push('FORBIDDEN');
      store.send('one');
      await when(() => stateOf('one') === 'failed');

      TestBed.resetTestingModule();
      open();
      store.send('two');
      await when(() => stateOf('two') === 'in the log');

      expect(store.outbox.items()).toMatchObject([{ body: 'one', state: 'failed', reason: 'FORBIDDEN' }]);
    });

    it('sends what another tab has left, at the next join', async () => {
      await shelf.keep({ user: ALA, roomId: 'r1' }, { clientId: 'left', body: 'left', at: 1, state: 'waiting' });

      server.server.io.disconnectSockets(true);
      await when(() => stateOf('left') === 'in the log');

      expect(server.sent.map(({ clientId }) => clientId)).toEqual(['left']);
      expect(shelf.items.size).toBe(0);
    });

    it('sends what only a log had that is gone', async () => {
      server.fates.push('ack and forget');
      store.send('one');
      await when(() => stateOf('one') === 'stored');

      server.epoch = 'e2';
      server.log = [messageAt(1, { body: 'restored' })];
      server.tell(server.log);
      await when(() => stateOf('one') === 'in the log');

      expect(shown().map(({ body }) => body)).toEqual(['restored', 'one']);
      expect(new Set(server.sent.map(({ clientId }) => clientId)).size).toBe(1);
    });

    it('takes no more than it may keep, and takes again when some has gone', async () => {
      TestBed.inject(ChatSocket).close();
      await when(() => !store.log.live());
      const taken = Array.from({ length: OUTBOX_LIMITS.messages + 5 }, (_, index) => store.send(`m${index}`)).filter(Boolean);

      store.outbox.discard(store.outbox.items()[0]?.clientId ?? '');

      expect(taken).toHaveLength(OUTBOX_LIMITS.messages);
      expect([store.send('fits'), store.send('does not')]).toEqual([true, false]);
    });

    it('counts bytes as well', async () => {
      TestBed.inject(ChatSocket).close();
      await when(() => !store.log.live());
      const body = 'ż'.repeat(4_000);
      const taken = Array.from({ length: 200 }, () => store.send(body)).filter(Boolean);

      expect(taken).toHaveLength(Math.floor(OUTBOX_LIMITS.bytes / 8_000));
      expect(store.send('a short one')).toBe(true);
    });

    it('forgets a message that is thrown away', async () => {
      server.fates.push('FORBIDDEN');
      store.send('one');
      await when(() => stateOf('one') === 'failed');

      store.outbox.discard(store.outbox.items()[0]?.clientId ?? '');

      expect(stateOf('one')).toBeUndefined();
      expect(shelf.items.size).toBe(0);
    });
  });
});
