/**
 * Which addresses a stranger may send this server to. What is fetched because somebody named it must not lead into the
 * networks behind the server: it is the address that counts, at the very connection, whatever names, redirects or DNS said before.
 * The ranges are those of the IANA special-purpose registries: https://www.iana.org/assignments/iana-ipv4-special-registry
 */
import { lookup as lookUp, type LookupAddress } from 'node:dns';
import { BlockList, isIPv4, type LookupFunction } from 'node:net';
import { ipAddressOf } from './ip-address.ts';

const IPV4: [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];
/** Of all others, global unicast alone is public, without what carries IPv4 or is for documents. */
const GLOBAL_IPV6: [string, number] = ['2000::', 3];
const IPV6: [string, number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const closed = new BlockList();
for (const [network, prefix] of IPV4) closed.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of IPV6) closed.addSubnet(network, prefix, 'ipv6');
const global = new BlockList();
global.addSubnet(...GLOBAL_IPV6, 'ipv6');

/** False also for what is no address. */
export function isPublicAddress(text: string): boolean {
  const address = ipAddressOf(text);
  if (address === null) return false;
  return isIPv4(address) ? !closed.check(address, 'ipv4') : global.check(address, 'ipv6') && !closed.check(address, 'ipv6');
}

export class PrivateAddressError extends Error {
  override name = 'PrivateAddressError';

  constructor(host: string) {
    super(`${host} is in a private network.`);
  }
}

/** For `lookup` of a request: fails where the name has an address that is not public, and gives those that were looked at. A host that is an address is never looked up: ask `isPublicAddress`. */
export const publicLookup: LookupFunction = (host, options, callback) => {
  lookUp(host, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '');
    const [first] = addresses;
    if (first === undefined || !addresses.every(({ address }) => isPublicAddress(address))) return callback(new PrivateAddressError(host), '');
    return options.all === true ? callback(null, addresses) : give(first, callback);
  });
};

function give({ address, family }: LookupAddress, callback: Parameters<LookupFunction>[2]): void {
  callback(null, address, family);
}
