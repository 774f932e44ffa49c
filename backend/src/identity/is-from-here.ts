import { ipAddressOf } from './ip-address.ts';
import type { Arrival } from './proxy-trust.ts';

const FORWARDED = ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via'];

/** Asked on this machine. A proxy on it speaks for others, whoever it is believed to be. */
export function isFromHere({ headers, socket }: Arrival): boolean {
  const address = ipAddressOf(socket.remoteAddress ?? '') ?? '';
  const isLoopback = address.startsWith('127.') || address === '0:0:0:0:0:0:0:1';
  return isLoopback && FORWARDED.every((header) => headers[header] === undefined);
}
