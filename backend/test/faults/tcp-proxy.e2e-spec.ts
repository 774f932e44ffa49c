import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { TcpProxy } from './kit/tcp-proxy.ts';
import { until } from '../kit/until.ts';

describe('the proxy', () => {
  let echo: Server;
  let proxy: TcpProxy;
  let socket: Socket;
  let heard: string;

  beforeEach(async () => {
    echo = createServer((peer) => peer.on('error', () => undefined).pipe(peer)).listen(0, '127.0.0.1');
    await once(echo, 'listening');
    proxy = await TcpProxy.before(`http://127.0.0.1:${(echo.address() as AddressInfo).port}`);
    heard = '';
    socket = await dial();
    await exchange('a');
  });
  afterEach(async () => {
    socket.destroy();
    await proxy.close();
    echo.close();
  });

  async function dial(): Promise<Socket> {
    const dialled = connect(Number(new URL(proxy.url).port), '127.0.0.1').on('error', () => undefined);
    dialled.setEncoding('utf8').on('data', (chunk: string) => (heard += chunk));
    await once(dialled, 'connect');
    return dialled;
  }

  async function exchange(text: string): Promise<void> {
    socket.write(text);
    await until(() => heard.endsWith(text), `${text} to come back`);
  }

  it('swallows one direction and lets later bytes through', async () => {
    proxy.toClient.swallows = true;
    socket.write('b');
    await until(() => proxy.toClient.swallowedBytes === 1, 'b to be swallowed');
    proxy.toClient.swallows = false;
    await exchange('c');

    expect(heard).toBe('ac');
  });

  it('keeps everything, in its order, while it pauses or slows down', async () => {
    proxy.toServer.pause();
    socket.write('b');
    socket.write('c');
    proxy.toServer.resume();
    await exchange('d');
    proxy.toClient.delayMs = 20;
    proxy.toClient.bytesPerSecond = 1_000;
    await exchange('ef');

    expect(heard).toBe('abcdef');
  });

  it('breaks connections, and takes new ones', async () => {
    proxy.cut();
    if (!socket.closed) await new Promise((resolve) => socket.once('close', resolve));
    socket = await dial();

    await exchange('z');

    expect(heard).toBe('az');
  });
});
