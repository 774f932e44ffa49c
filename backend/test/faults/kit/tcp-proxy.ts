import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { pause } from '../../kit/until.ts';

/** What happens to the bytes of one direction. */
export class Lane {
  /** Bytes are read and thrown away. */
  swallows = false;
  swallowedBytes = 0;
  /** Each chunk waits so long before it goes on; chunks keep their order. */
  delayMs = 0;
  /** 0: as fast as it goes. */
  bytesPerSecond = 0;
  #open = Promise.resolve();
  #resume: () => void = () => undefined;

  /** Nothing more is read from the source: its buffers fill up. */
  pause(): void {
    this.resume();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#open = promise;
    this.#resume = resolve;
  }

  resume(): void {
    this.#resume();
  }

  async carry(source: Socket, target: Socket): Promise<void> {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      await this.#open;
      if (this.swallows) this.swallowedBytes += chunk.length;
      else await this.#pass(chunk, target);
    }
    target.end();
  }

  async #pass(chunk: Buffer, target: Socket): Promise<void> {
    const waitMs = this.delayMs + (this.bytesPerSecond > 0 ? (chunk.length / this.bytesPerSecond) * 1_000 : 0);
    if (waitMs > 0) await pause(waitMs);
    if (target.destroyed) return;
    if (!target.write(chunk)) await Promise.race([once(target, 'drain'), once(target, 'close')]);
  }
}

/** A stretch of bad network between clients and a server, which may be restarted on its port. */
export class TcpProxy {
  static async before(url: string): Promise<TcpProxy> {
    const proxy = new TcpProxy(Number(new URL(url).port));
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  readonly toServer = new Lane();
  readonly toClient = new Lane();
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(port: number) {
    this.#server = createServer((client) => this.#join(client, connect(port, '127.0.0.1')));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get connections(): number {
    return this.#sockets.size / 2;
  }

  /** Breaks every connection that is open now. */
  cut(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  async close(): Promise<void> {
    this.#server.close();
    this.toClient.resume();
    this.toServer.resume();
    this.cut();
    if (this.#server.listening) await once(this.#server, 'close');
  }

  #join(client: Socket, upstream: Socket): void {
    const both = [client, upstream];
    for (const socket of both) {
      this.#sockets.add(socket.setNoDelay());
      socket.on('error', () => undefined);
      socket.on('close', () => this.#sockets.delete(socket));
    }
    const end = () => both.forEach((socket) => socket.destroy());
    this.toServer.carry(client, upstream).then(undefined, end);
    this.toClient.carry(upstream, client).then(undefined, end);
  }
}
