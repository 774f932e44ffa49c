import { TestBed } from '@angular/core/testing';
import { toObservable } from '@angular/core/rxjs-interop';
import { ChatSocket, CHAT_SOCKET_OPTIONS } from '../../connection/chat-socket';
import { until } from '../../connection/chat-server.test-kit';
import { RoomServer } from '../room-server.test-kit';
import { OLA, messageAt } from '../room.test-kit';
import type { Conversation } from './conversation';
import { ConversationStore } from './conversation-store';
import { RoomSync } from './room-sync';

describe('RoomSync', () => {
  let server: RoomServer;

  async function when(condition: (log: Conversation) => boolean): Promise<void> {
    await until(TestBed.runInInjectionContext(() => toObservable(TestBed.inject(ConversationStore).state)), condition);
  }

  beforeEach(async () => {
    server = await RoomServer.start(3);
    const options = { url: server.server.url, ackTimeoutMs: 150, connectTimeoutMs: 5_000 };
    TestBed.configureTestingModule({ providers: [ConversationStore, RoomSync, { provide: CHAT_SOCKET_OPTIONS, useValue: options }] });
    TestBed.inject(RoomSync).follow('r1');
    TestBed.inject(ChatSocket).open();
    await when(({ phase }) => phase === 'live');
  });

  afterEach(async () => {
    TestBed.resetTestingModule();
    await server.server.close();
  });

  it('asks once for a hole, however much arrives beyond it', async () => {
    server.post(OLA, 'lost');
    for (let count = 0; count < 20; count += 1) server.say(`heard ${count}`);
    await when(({ last }) => last === 24);

    expect(server.syncs).toEqual([3]);
  });

  it('asks for what came to be missing while it asked, and for what got no answer', async () => {
    server.mute = true;
    server.post(OLA, 'lost');
    server.say('heard');
    await when(({ held }) => held.length === 1);
    server.mute = false;
    server.post(OLA, 'lost as well');
    server.say('heard as well');
    await when(({ last }) => last === 7);

    expect(server.syncs.every((after) => after === 3)).toBe(true);
  });

  it('begins afresh with another log without waiting for an answer about the old one', async () => {
    server.mute = true;
    server.post(OLA, 'lost');
    server.say('heard');
    await when(({ held }) => held.length === 1);

    server.epoch = 'e2';
    server.log = [messageAt(1, { body: 'restored' })];
    server.tell(server.log);
    await when(({ epoch, phase }) => epoch === 'e2' && phase === 'live');

    expect(server.opens).toEqual([null, null]);
  });
});
