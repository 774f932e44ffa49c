import { TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import { CommandError } from '../api/command-error';
import { type ChatServer, startChatServer, until } from './chat-server.test-kit';
import { CHAT_SOCKET_OPTIONS, ChatSocket } from './chat-socket';

describe('ChatSocket', () => {
  let server: ChatServer;

  function chatSocket(): ChatSocket {
    TestBed.configureTestingModule({ providers: [{ provide: CHAT_SOCKET_OPTIONS, useValue: { url: server.url, ackTimeoutMs: 200, connectTimeoutMs: 300 } }] });
    return TestBed.inject(ChatSocket);
  }

  async function online(): Promise<ChatSocket> {
    const socket = chatSocket();
    socket.open();
    await until(socket.online$, Boolean);
    return socket;
  }

  beforeEach(async () => {
    server = await startChatServer();
  });

  afterEach(async () => {
    TestBed.resetTestingModule();
    await server.close();
  });

  it('answers a command with the data of its ack', async () => {
    server.io.on('connection', (client) => client.on('read:mark', ({ ordinal }, ack) => ack({ ok: true, data: { unread: 10 - ordinal, mentions: 0 } })));
    const socket = await online();

    const answer = await firstValueFrom(socket.command('read:mark', { roomId: 'r', ordinal: 7 }));

    expect(answer).toEqual({ unread: 3, mentions: 0 });
  });

  it('fails with the code of a failing ack', async () => {
    server.io.on('connection', (client) => client.on('typing:set', (_, ack) => ack({ ok: false, code: 'BUSY', message: 'full', retryAfterMs: 40 })));
    const socket = await online();

    const answer = firstValueFrom(socket.command('typing:set', { roomId: 'r', typing: true }));

    await expect(answer).rejects.toMatchObject({ code: 'BUSY', retryAfterMs: 40 });
  });

  it('says that nobody knows when an ack does not come', async () => {
    const socket = await online();

    const answer = firstValueFrom(socket.command('typing:set', { roomId: 'r', typing: true }));

    await expect(answer).rejects.toEqual(expect.objectContaining({ code: 'NO_ANSWER' }));
  });

  it('says that nobody knows when the connection goes before the ack', async () => {
    server.io.on('connection', (client) => client.on('typing:set', () => client.disconnect(true)));
    const socket = await online();

    const answer = firstValueFrom(socket.command('typing:set', { roomId: 'r', typing: true }));

    await expect(answer).rejects.toMatchObject({ code: 'NO_ANSWER' });
  });

  it('sends nothing while there is no connection', async () => {
    const socket = chatSocket();

    const answer = firstValueFrom(socket.command('typing:set', { roomId: 'r', typing: true }));

    await expect(answer).rejects.toBeInstanceOf(CommandError);
    await expect(answer).rejects.toMatchObject({ code: 'OFFLINE' });
  });

  it('tells facts to whoever listens', async () => {
    const socket = await online();
    const fact = firstValueFrom(socket.fact('room:head'));

    server.io.emit('room:head', { roomId: 'r', epoch: 'e', head: 5 });

    expect(await fact).toEqual({ roomId: 'r', epoch: 'e', head: 5 });
  });

  it('comes back by itself after the connection was cut', async () => {
    const socket = await online();

    server.io.disconnectSockets(true);
    const offline = await until(socket.connection$, ({ state }) => state === 'offline');
    await until(socket.online$, Boolean);

    expect(offline).toMatchObject({ restarting: false });
  });

  it('comes back at once when asked to', async () => {
    const socket = await online();
    server.io.disconnectSockets(true);
    await until(socket.connection$, ({ state }) => state === 'offline');

    socket.tryNow();

    expect(await until(socket.connection$, ({ state }) => state !== 'offline')).toEqual({ state: 'connecting' });
  });

  it('knows that the server restarts when it has said so', async () => {
    const socket = await online();

    server.io.emit('server:closing', { reconnectAfterMs: 10 });
    await until(socket.connection$, ({ state }) => state === 'closing');
    server.io.disconnectSockets(true);

    expect(await until(socket.connection$, ({ state }) => state === 'offline')).toMatchObject({ restarting: true });
  });

  it('gives up when the server does not know who this is', async () => {
    server.io.use((_, next) => next(Object.assign(new Error('no'), { data: { code: 'UNAUTHENTICATED', message: 'no' } })));
    const socket = chatSocket();
    const refused = firstValueFrom(socket.refused$);

    socket.open();

    await refused;
    expect(await firstValueFrom(socket.connection$)).toEqual({ state: 'closed' });
  });

  it('comes by polling after a request for a WebSocket that nobody answers', async () => {
    server.swallowUpgrades();
    const states: string[] = [];
    const socket = chatSocket();
    socket.connection$.subscribe(({ state }) => states.push(state));

    socket.open();
    await until(socket.online$, Boolean);

    expect(states).toEqual(['closed', 'connecting', 'offline', 'connecting', 'online']);
    expect([...server.io.sockets.sockets.values()].map(({ conn }) => conn.transport.name)).toEqual(['polling']);
  });

  it('gives up a connection that never welcomes it, and tries again', async () => {
    let tries = 0;
    server.io.use((_, next) => {
      tries += 1;
      if (tries > 1) next();
    });
    const socket = chatSocket();

    socket.open();
    await until(socket.online$, Boolean);

    expect(tries).toBe(2);
  });

  it('says in the handshake as whom it comes', async () => {
    const socket = chatSocket();

    socket.open('u-ala');
    await until(socket.online$, Boolean);

    expect([...server.io.sockets.sockets.values()].map(({ handshake }) => handshake.auth)).toEqual([{ userId: 'u-ala' }]);
  });

  it('tries again when the server is only too busy', async () => {
    let tries = 0;
    server.io.use((_, next) => {
      tries += 1;
      next(tries === 1 ? Object.assign(new Error('busy'), { data: { code: 'BUSY', message: 'busy' } }) : undefined);
    });
    const socket = chatSocket();

    socket.open();
    await until(socket.online$, Boolean);

    expect(tries).toBe(2);
  });
});
