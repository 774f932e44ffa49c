import { TestBed } from '@angular/core/testing';
import { toObservable } from '@angular/core/rxjs-interop';
import type { Facts } from '@contract/facts';
import { ApiClient } from '../api/api-client';
import { type ChatServer, startChatServer, until } from '../connection/chat-server.test-kit';
import { CHAT_SOCKET_OPTIONS, ChatSocket } from '../connection/chat-socket';
import { SessionStore } from '../connection/session-store';
import { roomOf } from '../room/room.test-kit';
import { RoomDirectory } from './room-directory';

const ME = { id: 'u-me', name: 'Me' };
const created = (id: string): Facts['rooms:changed'] => ({ created: [roomOf({ id, name: id })], updated: [], removed: [] });

describe('RoomDirectory', () => {
  let server: ChatServer;
  const rooms: string[] = [];
  /** What happens while the server answers, after it has read the list. */
  let afterReading: () => Promise<void> | void;

  function directory(): RoomDirectory {
    const listed = () => rooms.map((id) => roomOf({ id, name: id }));
    const api = {
      get: async (path: string) => {
        const after = new URL(path, 'http://server').searchParams.get('after');
        const begin = after === null ? 0 : rooms.indexOf(after) + 1;
        const answer = listed().slice(begin, begin + 50);
        await afterReading();
        return answer;
      },
    };
    TestBed.configureTestingModule({
      providers: [
        { provide: CHAT_SOCKET_OPTIONS, useValue: { url: server.url, ackTimeoutMs: 500, connectTimeoutMs: 500 } },
        { provide: ApiClient, useValue: api },
        { provide: SessionStore, useValue: { user: () => ME } },
      ],
    });
    const found = TestBed.inject(RoomDirectory);
    TestBed.inject(ChatSocket).open();
    found.show(true);
    TestBed.tick();
    return found;
  }

  const has = (found: RoomDirectory, wanted: string[]): Promise<unknown> =>
    TestBed.runInInjectionContext(() => until(toObservable(found.rooms), (all) => wanted.every((id) => all.some((room) => room.id === id))));

  beforeEach(async () => {
    rooms.splice(0, Infinity, 'old');
    afterReading = () => undefined;
    server = await startChatServer();
  });

  afterEach(async () => {
    TestBed.resetTestingModule();
    await server.close();
  });

  it('has a room that was made just before the server began to tell of new ones', async () => {
    server.io.on('connection', (client) =>
      client.on('directory:watch', (_, ack) => {
        rooms.push('new');
        ack({ ok: true, data: {} });
      }),
    );

    await has(directory(), ['old', 'new']);
  });

  it('keeps a room that it heard of while the list was under way', async () => {
    server.io.on('connection', (client) => client.on('directory:watch', (_, ack) => ack({ ok: true, data: {} })));
    const heard = new Promise<void>((resolve) => {
      afterReading = () => {
        TestBed.inject(ChatSocket).fact('rooms:changed').subscribe(() => resolve());
        server.io.emit('rooms:changed', created('new'));
        return heard;
      };
    });

    const found = directory();

    await has(found, ['old', 'new']);
  });

  it('goes on where its last page ended, whatever it has heard of since', async () => {
    rooms.splice(0, Infinity, ...Array.from({ length: 60 }, (_, index) => `room-${index}`));
    server.io.on('connection', (client) => client.on('directory:watch', (_, ack) => ack({ ok: true, data: {} })));
    const found = directory();
    await has(found, ['room-49']);
    rooms.push('new');
    server.io.emit('rooms:changed', created('new'));
    await has(found, ['new']);
    await TestBed.runInInjectionContext(() => until(toObservable(found.more), (more) => more));

    await found.loadMore();

    expect(found.rooms().map(({ id }) => id).toSorted()).toEqual(rooms.toSorted());
    expect(found.more()).toBe(false);
  });
});
