import { isIPv4, isIPv6 } from 'node:net';

const GROUPS = 8;
const NETWORK_GROUPS = 4;
const MAPPED = /^0:0:0:0:0:ffff:/u;

/**
 * One way to write an address: without port, brackets and zone, IPv6 in small letters and full length, an IPv4 address in
 * IPv6's clothes as IPv4. null: it is none. Proxies write "203.0.113.7:1234" (Azure, IIS), "[2001:db8::1]:1234", "unknown".
 */
export function ipAddressOf(text: string): string | null {
  const bare = withoutPort(text.trim()).replace(/%.*$/u, '');
  if (isIPv4(bare)) return bare;
  if (!isIPv6(bare)) return null;
  const whole = groupsOf(bare).join(':');
  return MAPPED.test(whole) ? ipv4Of(whole) : whole;
}

/** Whom a limit by address counts together: IPv4 address or IPv6 /64, since a home or a phone has a whole /64. */
export function networkOf(address: string): string {
  return isIPv6(address) ? `${address.split(':').slice(0, NETWORK_GROUPS).join(':')}::/64` : address;
}

function withoutPort(text: string): string {
  const bracketed = /^\[([^\]]*)\](?::\d+)?$/u.exec(text)?.[1];
  return bracketed ?? (/^(\d[\d.]*):\d+$/u.exec(text)?.[1] ?? text);
}

/** The eight groups, without leading zeros. The URL parser writes any valid form in one way. */
function groupsOf(address: string): string[] {
  const canonical = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [head = '', tail] = canonical.split('::');
  const before = head === '' ? [] : head.split(':');
  if (tail === undefined) return before;
  const after = tail === '' ? [] : tail.split(':');
  return [...before, ...Array<string>(GROUPS - before.length - after.length).fill('0'), ...after];
}

function ipv4Of(mapped: string): string {
  const words = mapped.split(':').slice(-2).map((group) => Number.parseInt(group, 16));
  return words.flatMap((word) => [word >> 8, word & 0xff]).join('.');
}
