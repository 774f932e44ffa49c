import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';

const WORKER = '/service-worker.js';

/** In front of a server; from `update` on what it gives out is another version of the page. */
export class UpdateProxy {
  readonly #server: Server;
  readonly #target: URL;
  #isUpdated = false;

  private constructor(target: string) {
    this.#target = new URL(target);
    this.#server = createServer((incoming, outgoing) => this.#pass(incoming, outgoing));
    this.#server.on('upgrade', (incoming: IncomingMessage, socket, head) => {
      const upstream = connect(Number(this.#target.port), this.#target.hostname, () => {
        const headers = Object.entries({ ...incoming.headers, host: this.#target.host, origin: this.#target.origin }).map(([name, value]) => `${name}: ${String(value)}`);
        upstream.write([`${incoming.method ?? 'GET'} ${incoming.url ?? '/'} HTTP/1.1`, ...headers, '', ''].join('\r\n'));
        upstream.write(head);
        upstream.pipe(socket).pipe(upstream);
      });
      for (const end of [upstream, socket]) end.on('error', () => [upstream, socket].forEach((one) => one.destroy()));
    });
  }

  static async before(target: string): Promise<UpdateProxy> {
    const proxy = new UpdateProxy(target);
    await once(proxy.#server.listen(0, '127.0.0.1'), 'listening');
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  update(): void {
    this.#isUpdated = true;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const isChanged = incoming.url === WORKER && this.#isUpdated;
    const origin = incoming.headers.origin === undefined ? {} : { origin: this.#target.origin };
    const headers = { ...incoming.headers, host: this.#target.host, ...origin, ...(isChanged && { 'accept-encoding': 'identity' }) };
    const upstream = request(new URL(incoming.url ?? '/', this.#target), { method: incoming.method, headers }, (answer) => {
      if (isChanged) delete answer.headers['content-length'];
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing, { end: !isChanged });
      if (isChanged) answer.on('end', () => outgoing.end('\n// another version\n'));
    });
    upstream.on('error', () => outgoing.destroy());
    incoming.pipe(upstream);
  }
}
