import { request } from 'node:http';
import { io, type Socket } from 'socket.io-client';
import type { ConnectOptions } from './chat-client.ts';

export type Transport = 'websocket' | 'polling';

/** A socket of its own, not connected to anything the test forgot. */
export function socketTo(url: string, transport: Transport, options: ConnectOptions): Socket {
  return io(url, { transports: [transport], upgrade: false, forceNew: true, reconnection: false, ...options });
}

/** How a socket fared: 'connected', the code of the refusal, or 'shut out' where the handshake itself was refused. */
export async function connecting(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    socket.once('connect', () => resolve('connected'));
    socket.once('connect_error', (error) => resolve('data' in error ? (error.data as { code: string }).code : 'shut out'));
  });
}

/** The bare status of a handshake, without a client library in between. */
export async function handshakeStatus(url: string, transport: Transport, headers: Record<string, string>): Promise<number | undefined> {
  const upgrade = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' };
  const asking = request(`${url}/socket.io/?EIO=4&transport=${transport}`, { headers: transport === 'websocket' ? { ...upgrade, ...headers } : headers });
  const status = new Promise<number | undefined>((resolve, reject) => {
    asking.once('response', (response) => resolve(response.resume().statusCode));
    asking.once('upgrade', ({ statusCode }, socket) => {
      socket.destroy();
      resolve(statusCode);
    });
    asking.once('error', reject);
  });
  asking.end();
  return status;
}
