import { toObservable } from '@angular/core/rxjs-interop';
import { TestBed } from '@angular/core/testing';
import type { Author } from '@contract/room-events';
import { Subject } from 'rxjs';
import { ApiClient } from '../api/api-client';
import { CommandError } from '../api/command-error';
import { draftOf, keepDraft } from '../local/drafts';
import { ALA, OLA } from '../room/room.test-kit';
import { type ChatServer, startChatServer, until } from './chat-server.test-kit';
import { CHAT_SOCKET_OPTIONS, ChatSocket } from './chat-socket';
import { SessionStore } from './session-store';

describe('SessionStore', () => {
  let server: ChatServer;
  let answers: (() => Promise<unknown>)[];
  let unauthenticated: Subject<void>;
  let otherTab: BroadcastChannel;

  const knows = (user: object) => () => Promise.resolve({ user, expiresAt: 1 });
  const fails = (code: 'OFFLINE' | 'INTERNAL') => () => Promise.reject(new CommandError(code, code, { retryAfterMs: code === 'OFFLINE' ? 1 : undefined }));

  /** The server's last answer stays the same. */
  function open(...given: (() => Promise<unknown>)[]): SessionStore {
    answers = given;
    const get = (): Promise<unknown> => (answers.length > 1 ? answers.shift() : answers[0])?.() ?? Promise.reject(new Error());
    TestBed.configureTestingModule({
      providers: [
        { provide: ApiClient, useValue: { unauthenticated$: unauthenticated, get } },
        { provide: CHAT_SOCKET_OPTIONS, useValue: { url: server.url, ackTimeoutMs: 100, connectTimeoutMs: 500 } },
      ],
    });
    return TestBed.inject(SessionStore);
  }

  async function reaches(status: string): Promise<void> {
    const state$ = TestBed.runInInjectionContext(() => toObservable(TestBed.inject(SessionStore).state));
    await until(state$, (state) => state.status === status);
  }

  function tellTabs(user: Author | null): void {
    otherTab.postMessage(user);
  }

  beforeEach(async () => {
    unauthenticated = new Subject();
    otherTab = new BroadcastChannel('watek.session');
    localStorage.clear();
    server = await startChatServer();
    server.io.use(({ handshake }, next) => {
      const mine = handshake.auth['userId'] === ALA.id;
      next(mine ? undefined : Object.assign(new Error('no'), { data: { code: 'UNAUTHENTICATED', message: 'no' } }));
    });
  });

  afterEach(async () => {
    TestBed.resetTestingModule();
    otherTab.close();
    await server.close();
  });

  it('asks again who this is while the server is away', async () => {
    const store = open(fails('OFFLINE'), fails('OFFLINE'), knows(ALA));
    await reaches('in');

    expect(store.user()).toEqual(ALA);
  });

  it('is whoever was here last while there is no server to ask', async () => {
    localStorage.setItem('watek.user', JSON.stringify(ALA));
    const store = open(fails('OFFLINE'), fails('OFFLINE'), () => new Promise(() => undefined));
    await reaches('in');

    expect(store.state()).toEqual({ status: 'in', user: ALA });
  });

  it('finds out that it is somebody else now, when the server is back', async () => {
    localStorage.setItem('watek.user', JSON.stringify(ALA));
    const store = open(fails('OFFLINE'), knows(OLA));
    await reaches('changed');

    expect(store.state()).toEqual({ status: 'changed', user: ALA, now: OLA });
  });

  it.each(['{}', 'no json', '{"id":1,"name":"x"}'])('takes nobody from %s', async (kept) => {
    localStorage.setItem('watek.user', kept);
    const store = open(fails('OFFLINE'), knows(ALA));
    await reaches('in');

    expect(store.user()).toEqual(ALA);
  });

  it('does not ask for ever where asking does not help', async () => {
    const store = open(fails('INTERNAL'), knows(ALA));
    const state$ = TestBed.runInInjectionContext(() => toObservable(store.state));
    await until(state$, (state) => state.status === 'checking' && state.trouble !== null);

    expect(store.state()).toEqual({ status: 'checking', trouble: { code: 'INTERNAL', again: false } });
    store.checkAgain();
    await reaches('in');
  });

  it('is nobody it was not before: a refused page finds out who the browser is now, and stays away', async () => {
    const store = open(knows(OLA), knows(ALA));
    await reaches('changed');

    expect(store.state()).toEqual({ status: 'changed', user: OLA, now: ALA });
    expect(server.io.sockets.sockets.size).toBe(0);
  });

  it('comes in as who it is', async () => {
    open(knows(ALA));

    await until(TestBed.inject(ChatSocket).online$, Boolean);
    expect(server.io.sockets.sockets.size).toBe(1);
  });

  it.each(['signed out elsewhere', 'ended by the server'])('leaves no draft behind when the session was %s', async (how) => {
    const store = open(knows(ALA));
    await reaches('in');
    keepDraft('half a thought', ALA.id, 'lab');
    keepDraft('of somebody else', OLA.id, 'lab');

    if (how === 'ended by the server') unauthenticated.next();
    else tellTabs(null);
    await reaches('out');

    expect(store.state()).toEqual({ status: 'out', ended: true });
    expect([draftOf(ALA.id, 'lab'), draftOf(OLA.id, 'lab')]).toEqual(['', 'of somebody else']);
  });

  it('hears from another tab who the browser is now', async () => {
    const store = open(knows(ALA));
    await reaches('in');

    tellTabs(OLA);
    await reaches('changed');

    expect(store.state()).toEqual({ status: 'changed', user: ALA, now: OLA });
  });

  it('goes by the name that the server says now, and no other person’s', async () => {
    const store = open(knows(ALA));
    await reaches('in');

    store.renamed({ ...OLA, name: 'Somebody' });
    expect(store.user()).toEqual(ALA);
    store.renamed({ ...ALA, name: 'Alicja' });

    expect(store.user()).toEqual({ ...ALA, name: 'Alicja' });
    expect([localStorage.getItem('watek.name'), localStorage.getItem('watek.user')]).toEqual(['Alicja', JSON.stringify({ ...ALA, name: 'Alicja' })]);
  });
});
