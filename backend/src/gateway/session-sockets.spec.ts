import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Server } from 'socket.io';
import { io } from 'socket.io-client';
import { RateLimits } from '../identity/rate-limits.ts';
import { principalOf } from '../identity/principal.ts';
import { SessionsService } from '../identity/sessions.service.ts';
import { openSqliteStore } from '../store/sqlite/open-sqlite-store.ts';
import type { Store } from '../store/store.ts';
import type { ChatSocket } from './chat-socket.ts';
import { CommandDispatcher, type CommandHandlers } from './command-dispatcher.ts';
import type { FairScheduler } from './fair-scheduler.ts';
import { SessionSockets } from './session-sockets.ts';

const DAY_MS = 86_400_000;
const HERE = '127.0.0.1';
const NO_RATES = { commandsPerSecond: 0, connectionsPerSecond: 0, connectionsPerSecondOfAddress: 0, sessionsPerMinute: 0, roomsPerMinute: 0, readsPerSecond: 0 };

const HANDLERS = { 'typing:set': () => Promise.resolve({}) } as unknown as CommandHandlers;

describe('the sockets of a session', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'watek-session-sockets-'));
  const http = createServer();
  const server = new Server(http);
  const open: { close: () => unknown }[] = [];
  let store: Store;
  let sessions: SessionsService;
  let url: string;
  /** What happens between the look-up of the session and the connection. */
  let meanwhile: () => Promise<void>;

  beforeAll(async () => {
    store = await openSqliteStore({ databasePath: join(dataDir, 'watek.db') });
    await once(http.listen(0, '127.0.0.1'), 'listening');
    url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  });
  beforeEach(() => (meanwhile = () => Promise.resolve()));
  afterEach(() => open.splice(0).forEach((each) => each.close()));
  afterAll(async () => {
    await server.close();
    await store.close();
    rmSync(dataDir, { recursive: true });
  });

  function serve(sessionMs: number): void {
    sessions = new SessionsService({ dataDir, sessionMs }, store, new RateLimits(NO_RATES));
    const sockets = new SessionSockets(sessions);
    sockets.onModuleInit();
    const dispatcher = new CommandDispatcher({ take: () => undefined } as FairScheduler, sessions, new RateLimits(NO_RATES));
    const namespace = server.of('/').removeAllListeners();
    (namespace as unknown as { _fns: unknown[] })._fns = [];
    namespace.use((socket, next) => void authenticate(socket).then((error) => next(error)));
    namespace.on('connection', (socket) => dispatcher.serve(socket as unknown as ChatSocket, HANDLERS));

    async function authenticate(socket: unknown): Promise<Error | undefined> {
      const chat = socket as ChatSocket;
      const session = await sessions.find(chat.handshake.auth['token'] as string, HERE);
      await meanwhile();
      if (session === null || !sockets.add(chat, session)) return new Error('UNAUTHENTICATED');
      chat.data = { ...chat.data, principal: principalOf(session) };
      return undefined;
    }
  }

  function connect(token: string) {
    const socket = io(url, { auth: { token }, transports: ['websocket'], forceNew: true, reconnection: false });
    open.push(socket);
    const told: unknown[] = [];
    socket.on('session:ended', (fact: unknown) => told.push(fact));
    const came = new Promise<string>((resolve) => socket.once('connect', () => resolve('connected')).once('connect_error', ({ message }) => resolve(message)));
    const gone = new Promise<void>((resolve) => socket.once('disconnect', () => resolve()));
    return { socket, told, came, gone };
  }

  it('do not come to be when it ends between the look-up and the connection', async () => {
    serve(DAY_MS);
    const { session, token } = await sessions.create('Ann', 'token');
    meanwhile = () => sessions.end(session.tokenHash);

    expect(await connect(token).came).toBe('UNAUTHENTICATED');
  });

  it('are told and closed when it ends', async () => {
    serve(DAY_MS);
    const { session, token } = await sessions.create('Ann', 'token');
    const first = connect(token);
    const second = connect(token);
    await Promise.all([first.came, second.came]);
    await sessions.endAllOf(session.user.id);
    await Promise.all([first.gone, second.gone]);

    expect([first.told, second.told]).toEqual([[{ reason: 'revoked' }], [{ reason: 'revoked' }]]);
  });

  it('are told and closed when it expires without having been used', async () => {
    serve(400);
    const { token } = await sessions.create('Ann', 'token');
    const { came, told, gone } = connect(token);
    await came;
    await gone;

    expect(told).toEqual([{ reason: 'expired' }]);
    expect(await sessions.find(token, HERE)).toBeNull();
  });

  it('keep it alive by what they ask', async () => {
    serve(800);
    const { session, token } = await sessions.create('Ann', 'token');
    const { socket, came } = connect(token);
    await came;
    while (Date.now() < session.expiresAt + 400) expect(await socket.emitWithAck('typing:set', { roomId: 'r', typing: true })).toEqual({ ok: true, data: {} });

    expect(socket.connected).toBe(true);
    expect((await sessions.find(token, HERE))?.expiresAt).toBeGreaterThan(session.expiresAt);
  });

  it('let go of it with the last of them', async () => {
    serve(DAY_MS);
    const { session, token } = await sessions.create('Ann', 'token');
    const [first, second] = [connect(token), connect(token)];
    await Promise.all([first.came, second.came]);
    const uses: boolean[] = [];
    const closed = new Promise<void>((resolve) => server.of('/').sockets.forEach((socket) => socket.once('disconnect', () => resolve())));
    first.socket.close();
    await closed;
    uses.push(sessions.use(session.tokenHash) !== null);
    const allClosed = new Promise<void>((resolve) => server.of('/').sockets.forEach((socket) => socket.once('disconnect', () => resolve())));
    second.socket.close();
    await allClosed;
    uses.push(sessions.use(session.tokenHash) !== null);

    expect(uses).toEqual([true, false]);
  });
});
