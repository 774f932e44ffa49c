import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { Draft, MyRoom } from '@contract/room';
import { type ChatServer, startChatServer } from '../connection/chat-server.test-kit';
import { CHAT_SOCKET_OPTIONS, ChatSocket } from '../connection/chat-socket';
import { SessionStore } from '../connection/session-store';
import { keptDraft } from '../local/drafts';
import { roomOf } from '../room/room.test-kit';
import { Memberships } from './memberships';
import { type DraftField, SharedDrafts } from './shared-drafts';

const ME = { id: 'u-me', name: 'Me' };
const ROOM = 'r1';

interface Told {
  body: string;
  answer: (at: number) => void;
}

describe('SharedDrafts', () => {
  let server: ChatServer;
  let told: Told[];
  let arrived: () => void;
  let field: DraftField & { value: string };
  let drafts: SharedDrafts;
  const theirs = signal<Draft | undefined>(undefined);

  /** What the page tells next; the test answers when it likes. */
  async function tells(): Promise<Told> {
    while (told.length === 0) await new Promise<void>((resolve) => (arrived = resolve));
    return told.shift()!;
  }

  /** An answer comes after what is read before it. */
  async function answered({ answer }: Told, at: number): Promise<void> {
    const before = theirs();
    answer(at);
    while (theirs() === before) await new Promise((resolve) => setTimeout(resolve));
  }

  beforeEach(async () => {
    localStorage.clear();
    told = [];
    arrived = () => undefined;
    server = await startChatServer();
    server.io.on('connection', (client) =>
      client.on('draft:set', ({ body }, ack) => {
        told.push({ body, answer: (at) => ack({ ok: true, data: { at } }) });
        arrived();
      }),
    );
    theirs.set({ body: '', at: 0 });
    const mine = (): MyRoom => ({ room: roomOf({ id: ROOM }), role: 'member', readOrdinal: 0, unread: 0, mentions: 0, level: 'all', draft: theirs() });
    TestBed.configureTestingModule({
      providers: [
        { provide: CHAT_SOCKET_OPTIONS, useValue: { url: server.url, ackTimeoutMs: 5_000, connectTimeoutMs: 5_000 } },
        { provide: SessionStore, useValue: { user: () => ME } },
        { provide: Memberships, useValue: { synced: () => true, of: mine, drafted: (_: string, draft: Draft) => theirs.set(draft) } },
      ],
    });
    const socket = TestBed.inject(ChatSocket);
    socket.open();
    const online = new Promise<void>((resolve) => socket.online$.subscribe((is) => is && resolve()));
    TestBed.tick();
    await online;
    drafts = TestBed.inject(SharedDrafts);
    field = { roomId: ROOM, base: '', value: '', text: () => field.value, writing: () => false, show: (text) => (field.value = text) };
    drafts.shown(field);
  });

  afterEach(async () => {
    TestBed.resetTestingModule();
    await server.close();
  });

  it('does not bring back what was sent while the server was being told of it', async () => {
    field.value = 'soup';
    drafts.settle(ROOM);
    const first = await tells();
    field.value = '';

    await answered(first, 10);

    expect([first.body, field.value]).toEqual(['soup', '']);
    const last = await tells();
    await answered(last, 20);
    expect([last.body, field.value, keptDraft(ME.id, ROOM)]).toEqual(['', '', { text: '', base: '' }]);
  });

  it('takes nothing from what it told itself and hears of late, and all from what another device wrote since', async () => {
    field.value = 'soup';
    drafts.settle(ROOM);
    await answered(await tells(), 10);
    field.value = '';
    drafts.settle(ROOM);
    await answered(await tells(), 20);

    theirs.set({ body: 'soup', at: 10 });
    drafts.settle(ROOM);
    expect(field.value).toBe('');

    theirs.set({ body: 'bread', at: 21 });
    drafts.settle(ROOM);
    expect(field.value).toBe('bread');
  });
});
