import { networkInterfaces } from 'node:os';

/** More are of machines that are routers themselves. */
const SAID_MOST = 4;
const EVERYWHERE = ['0.0.0.0', '::'];

/** Where others find a server that listens on all addresses of this machine; nothing where it does not. */
export function networkAddresses(host: string, port: number, interfaces = networkInterfaces()): string[] {
  if (!EVERYWHERE.includes(host)) return [];
  const outside = Object.values(interfaces).flatMap((addresses) => addresses?.filter(({ internal, family }) => !internal && family === 'IPv4') ?? []);
  return outside.slice(0, SAID_MOST).map(({ address }) => `http://${address}:${port}`);
}
