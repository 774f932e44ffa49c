import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { once } from 'node:events';

const IS_SERVER = /^\/(api|socket\.io)\//;

export type Answering = (answer: ServerResponse) => void;

/**
 * The way from one browser to the server. The chat's connection in it can be cut while pages can still be loaded, and
 * it can do what proxies in front of a server do: answer in its place, or swallow upgrades.
 */
export class NetworkProxy {
  #cut = false;
  #answering: Answering | null = null;
  #swallowing = false;
  readonly #server: Server = createServer((asked, answer) => this.#forward(asked, answer));
  readonly #sockets = new Set<Duplex>();
  readonly #port: string;

  static async to(url: string): Promise<NetworkProxy> {
    const proxy = new NetworkProxy(new URL(url).port);
    await once(proxy.#server.listen(0, '127.0.0.1'), 'listening');
    return proxy;
  }

  private constructor(port: string) {
    this.#port = port;
    this.#server.on('upgrade', (asked: IncomingMessage, socket: Duplex) => this.#join(asked, socket));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  cut(): void {
    this.#cut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend(): void {
    this.#cut = false;
  }

  /** From now on it answers whatever is not a file of the page, as a sign-on proxy does whose session is stale. */
  answersItself(answering: Answering): void {
    this.#answering = answering;
    for (const socket of this.#sockets) socket.destroy();
  }

  passesOn(): void {
    this.#answering = null;
  }

  /** Reads upgrades and never answers them. */
  swallowsUpgrades(): void {
    this.#swallowing = true;
  }

  remove(): void {
    this.cut();
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #forward(asked: IncomingMessage, answer: ServerResponse): void {
    if (this.#cut && asked.url?.startsWith('/socket.io/') === true) {
      asked.socket.destroy();
      return;
    }
    if (this.#answering !== null && IS_SERVER.test(asked.url ?? '')) return this.#answering(answer);
    const { method, url: path, headers } = asked;
    const onward = request({ host: '127.0.0.1', port: this.#port, method, path, headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    asked.pipe(onward);
  }

  #join(asked: IncomingMessage, socket: Duplex): void {
    if (this.#swallowing) {
      this.#hold(socket);
      return;
    }
    if (this.#cut || this.#answering !== null) {
      socket.destroy();
      return;
    }
    const onward = connect(Number(this.#port), '127.0.0.1');
    const lines = asked.rawHeaders.map((part, index) => (index % 2 === 0 ? `${part}: ` : `${part}\r\n`));
    onward.write(`GET ${asked.url ?? '/'} HTTP/1.1\r\n${lines.join('')}\r\n`);
    this.#tie(socket, onward);
  }

  #hold(socket: Duplex): void {
    this.#sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#sockets.delete(socket));
    socket.resume();
  }

  /** Where one end goes, the other goes too. */
  #tie(...ends: [Duplex, Duplex]): void {
    const [one, other] = ends;
    one.pipe(other).pipe(one);
    for (const end of ends) {
      this.#sockets.add(end);
      end.on('error', () => end.destroy());
      end.on('close', () => {
        this.#sockets.delete(end);
        for (const both of ends) both.destroy();
      });
    }
  }
}
