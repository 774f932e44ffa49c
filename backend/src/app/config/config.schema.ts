import { z } from 'zod';
import { flag, folder, host, originList, proxies, wholeNumber } from './values.ts';

/** Every variable the server reads, with its default and what it means. The README's table is checked against it. */
export const environmentSchema = z.object({
  PORT: wholeNumber(0, 65_535).default(3000).describe('Port to listen on; 0 picks a free one'),
  HOST: host.default('127.0.0.1').describe('Address to listen on; 0.0.0.0 opens the server to the network'),
  DATA_DIR: folder.default('./data').describe('Folder of the database and the secrets, made on first start'),
  ORIGINS: originList.default([]).describe('Further origins, separated by commas, whose pages may connect, such as https://chat.example.org'),
  TRUST_PROXY: proxies.default('off').describe('Proxies in front whose X-Forwarded-* headers are believed: off, on (one), their number, or their addresses such as 10.0.0.0/8, separated by commas'),
  ROOM_THREADS: wholeNumber(1, 1_024).default(64).describe('Most room threads at a time; above it rooms share'),
  ROOM_BUFFER_BYTES: wholeNumber(65_536, 1_073_741_824).default(262_144).describe("Bytes of commands that may wait in one room's buffer"),
  ROOM_MEMORY_BYTES: wholeNumber(65_536, 1_099_511_627_776).default(536_870_912).describe('Bytes that the buffers of all live rooms may take together; above it silent rooms are released early'),
  ROOM_IDLE_SECONDS: wholeNumber(1, 86_400).default(300).describe('Seconds of silence after which a room gives its thread back'),
  ROOM_LIVE_MAX: wholeNumber(1, 100_000).default(4_096).describe('Most live rooms at a time; above it silent ones are released early'),
  ROOM_WATCHDOG_SECONDS: wholeNumber(1, 600).default(10).describe('Seconds without a heartbeat after which a working thread is replaced'),
  RATE_MESSAGES_PER_SECOND: wholeNumber(0, 1_000_000).default(20).describe('Commands a second per person, with a burst of five seconds; 0 = no limit'),
  RATE_SESSIONS_PER_MINUTE: wholeNumber(0, 1_000_000).default(120).describe('New sessions a minute per address (IPv6: per /64), with a burst of two minutes; 0 = no limit'),
  RATE_CONNECTIONS_PER_SECOND: wholeNumber(0, 1_000_000).default(1_000).describe('Socket handshakes a second for the whole server; 0 = no limit'),
  RATE_CONNECTIONS_PER_ADDRESS: wholeNumber(0, 1_000_000).default(200).describe("Socket handshakes a second per address (IPv6: per /64), and never more than a quarter of the server's; 0 = no limit"),
  RATE_ROOMS_PER_MINUTE: wholeNumber(0, 1_000_000).default(60).describe('New rooms a minute per person, with a burst of two minutes; 0 = no limit'),
  RATE_READS_PER_SECOND: wholeNumber(0, 1_000_000).default(30).describe('Reads by REST a second per person, or per address without a session, with a burst of ten seconds; each 16 KB of an answer count as one more; 0 = no limit'),
  SESSION_DAYS: wholeNumber(1, 3_650).default(90).describe('Days after its last use that a session ends'),
  SOCKETS_MAX: wholeNumber(0, 1_000_000).default(50_000).describe('Most open sockets; 0 = no limit'),
  SOCKETS_PER_ADDRESS: wholeNumber(0, 1_000_000).default(5_000).describe('Most open sockets per address (IPv6: per /64); 0 = no limit'),
  SOCKETS_PER_PERSON: wholeNumber(0, 1_000_000).default(100).describe('Most open sockets per person; 0 = no limit'),
  SOCKET_BUFFER_BYTES: wholeNumber(65_536, 1_073_741_824).default(4_194_304).describe('Bytes that may wait for one socket that does not read; above it the socket is closed'),
  SOCKET_STALL_SECONDS: wholeNumber(1, 3_600).default(30).describe('Seconds that anything may wait for one socket; above it the socket is closed'),
  PUSH_AFTER_SECONDS: wholeNumber(1, 3_600).default(10).describe('Seconds after which whoever has not read a message is told by push'),
  PUSH_CONTACT: z.string().regex(/^(?:mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/u, 'expected mailto:somebody@example.org or an https address').default('mailto:operator@watek.invalid').describe('Whom a push service turns to about this server: mailto: or https'),
  PUSH_PRIVATE_NETWORKS: flag.prefault('off').describe('on: push services in private networks are reached as well, such as one of your own'),
  METRICS_TOKEN: z.string().min(16, 'at least 16 characters').default('').describe('Whoever sends it as a bearer token may read /metrics; without it only this machine may'),
  FAULT_INJECTION: flag.prefault('off').describe('on: POST /api/faults/rooms/:id lets owners break their rooms, for tests and demonstrations; never on a server that people rely on'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info').describe('Least severe log lines that are written'),
}).refine(holdsOneRoom, { path: ['ROOM_MEMORY_BYTES'], message: 'expected at least ROOM_BUFFER_BYTES' });

function holdsOneRoom(given: { ROOM_BUFFER_BYTES: number; ROOM_MEMORY_BYTES: number }): boolean {
  return given.ROOM_MEMORY_BYTES >= given.ROOM_BUFFER_BYTES;
}

export type Config = Readonly<z.output<typeof environmentSchema>>;
