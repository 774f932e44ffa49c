import { Inject, Injectable, Logger } from '@nestjs/common';
import { ProxyTrust, type Arrival } from './proxy-trust.ts';

/** Injection token of the origins allowed beside the server's own. */
export const ORIGINS = Symbol('ORIGINS');

const TOLD_AT_MOST_EVERY_MS = 60_000;
const LONGEST_TOLD = 200;

/** Whether a page may act with its visitor's cookie. Says in the log, now and then, which host was refused and why. */
@Injectable()
export class Origins {
  readonly #log = new Logger(Origins.name);
  readonly #allowed: readonly string[];
  readonly #proxy: ProxyTrust;
  #toldAt = -Infinity;

  constructor(@Inject(ORIGINS) allowed: readonly string[], proxy: ProxyTrust) {
    this.#allowed = allowed;
    this.#proxy = proxy;
  }

  /**
   * The server's own pages and those of ORIGINS. Browsers send Origin with every WebSocket and every unsafe request;
   * absent and "null" are foreign. One request of our own pages comes without it, the GET that begins long polling: the
   * browser vouches for that one by Sec-Fetch-Site, which no page can set. https://www.w3.org/TR/fetch-metadata/
   */
  allow(request: Arrival): boolean {
    const { origin } = request.headers;
    if (origin === undefined) return request.headers['sec-fetch-site'] === 'same-origin';
    const host = this.#proxy.hostOf(request);
    if (this.#allowed.includes(origin) || isAt(origin, host)) return true;
    this.#tell(origin, host);
    return false;
  }

  /** One line a minute: enough to find a proxy that changes the host, too little to fill a log. */
  #tell(origin: string, host: string | undefined): void {
    const now = performance.now();
    if (now - this.#toldAt < TOLD_AT_MOST_EVERY_MS) return;
    this.#toldAt = now;
    const hosts = { origin: origin.slice(0, LONGEST_TOLD), host: host?.slice(0, LONGEST_TOLD) };
    this.#log.warn(hosts, 'A page was refused: its origin is not the host that the request names, and not in ORIGINS. Where a proxy stands in front, let it pass Host, or set TRUST_PROXY.');
  }
}

/** Hosts are compared as hosts are: without case, and without the port that the scheme has by itself. */
function isAt(origin: string, host: string | undefined): boolean {
  if (host === undefined || !URL.canParse(origin)) return false;
  const page = new URL(origin);
  const here = `${page.protocol}//${host}`;
  return page.host !== '' && URL.canParse(here) && new URL(here).host === page.host;
}
