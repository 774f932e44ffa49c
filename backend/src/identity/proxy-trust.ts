import type { IncomingHttpHeaders } from 'node:http';
import { BlockList, isIP, isIPv4 } from 'node:net';
import { ipAddressOf } from './ip-address.ts';

const MOST_HOPS = 16;
const UNKNOWN = 'unknown';

/** What is asked of a request, of Node's kind and of Express's alike. */
export interface Arrival {
  headers: IncomingHttpHeaders;
  socket: { remoteAddress?: string | undefined };
}

/**
 * Which proxies in front are believed, and what a request says through them. One place for REST, sockets and limits: the
 * nearest address is the connection's own; each further one in X-Forwarded-For counts only where the one before it is
 * a proxy that is trusted. `Forwarded` and `X-Real-IP` are not read.
 */
export class ProxyTrust {
  readonly #hops: number;
  readonly #ranges: BlockList | null;

  private constructor(hops: number, ranges: BlockList | null) {
    this.#hops = hops;
    this.#ranges = ranges;
  }

  /** Of TRUST_PROXY: off, on, the number of proxies, or their addresses. Throws a RangeError that says what was expected. */
  static parse(setting: string): ProxyTrust {
    const wanted = setting.trim();
    if (wanted === 'off') return new ProxyTrust(0, null);
    if (wanted === 'on') return new ProxyTrust(1, null);
    if (!/^\d+$/u.test(wanted)) return new ProxyTrust(0, rangesIn(wanted));
    if (Number(wanted) > MOST_HOPS) throw new RangeError(`at most ${MOST_HOPS} proxies`);
    return new ProxyTrust(Number(wanted), null);
  }

  /** `hop` counts the proxies from here on, the nearest is 0. */
  trusts(address: string | undefined, hop: number): boolean {
    if (this.#ranges === null) return hop < this.#hops;
    const known = ipAddressOf(address ?? '');
    return known !== null && this.#ranges.check(known, familyOf(known));
  }

  /** The address of who asks, as `ipAddressOf` writes it. */
  addressOf({ headers, socket }: Arrival): string {
    let address = ipAddressOf(socket.remoteAddress ?? '') ?? UNKNOWN;
    const forwarded = listOf(headers['x-forwarded-for']).reverse();
    for (const [hop, text] of forwarded.entries()) {
      const further = this.trusts(address, hop) ? ipAddressOf(text) : null;
      if (further === null) break;
      address = further;
    }
    return address;
  }

  /** The host as the browser named it. */
  hostOf({ headers, socket }: Arrival): string | undefined {
    const [forwarded] = this.trusts(socket.remoteAddress, 0) ? listOf(headers['x-forwarded-host']) : [];
    return forwarded ?? headers.host;
  }
}

function rangesIn(list: string): BlockList {
  const ranges = new BlockList();
  const entries = listOf(list);
  if (entries.length === 0) throw new RangeError('off, on, a number of proxies, or addresses');
  entries.forEach((entry) => addRange(ranges, entry));
  return ranges;
}

function addRange(ranges: BlockList, entry: string): void {
  const [, net = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/u.exec(entry) ?? [];
  const address = isIP(net) === 0 ? null : ipAddressOf(net);
  if (address === null) throw notARange(entry);
  const longest = isIPv4(address) ? 32 : 128;
  const length = Number(bits ?? longest);
  if (length > longest) throw notARange(entry);
  ranges.addSubnet(address, length, familyOf(address));
}

function notARange(entry: string): RangeError {
  return new RangeError(`${JSON.stringify(entry)} is none of: off, on, a number of proxies, addresses such as 10.0.0.0/8`);
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv4(address) ? 'ipv4' : 'ipv6';
}

function listOf(header: string | string[] | undefined): string[] {
  return String(header ?? '').split(',').map((entry) => entry.trim()).filter((entry) => entry !== '');
}
