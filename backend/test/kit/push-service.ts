import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify, type ECDH } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import type { PushDevice, PushPayload } from '../../src/contract/push.ts';
import { until } from './until.ts';

const [SALT_BYTES, SIZE_BYTES, KEY_BYTES, TAG_BYTES] = [16, 4, 16, 16];
const LAST_RECORD = 2;
const DAY_SECONDS = 86_400;

interface Browser {
  ecdh: ECDH;
  secret: Buffer;
}

export interface Received {
  endpoint: string;
  payload: PushPayload;
  headers: IncomingHttpHeaders;
  /** The public key of whoever signed it. */
  signedBy: string;
  claims: { aud: string; exp: number; sub: string };
}

/**
 * A push service on loopback, and the browsers behind it: takes what is sent, checks who signed it (RFC 8292), and reads it with
 * the browser's keys as a browser does (RFC 8291). What does not fit is answered with 400, and kept as a complaint.
 */
export class PushService {
  readonly received: Received[] = [];
  readonly complaints: string[] = [];
  /** The endpoint of every request, whatever it was answered. */
  readonly asked: string[] = [];
  /** What each endpoint answers; 201 where nothing is said. */
  readonly answers = new Map<string, number>();
  readonly #browsers = new Map<string, Browser>();
  readonly #folder = mkdtempSync(join(tmpdir(), 'watek-push-'));
  #server!: Server;

  static async start(): Promise<PushService> {
    const service = new PushService();
    const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }], { extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }] });
    writeFileSync(service.certificate, cert);
    service.#server = createServer({ key, cert }, (request, response) => service.#take(request, response));
    await new Promise<void>((resolve) => service.#server.listen(0, '127.0.0.1', resolve));
    return service;
  }

  /** For NODE_EXTRA_CA_CERTS. */
  get certificate(): string {
    return join(this.#folder, 'certificate.pem');
  }

  /** A browser that has subscribed. */
  subscribe(wishes: Partial<PushDevice> = {}): PushDevice {
    const endpoint = `https://127.0.0.1:${(this.#server.address() as AddressInfo).port}/push/${randomBytes(12).toString('base64url')}`;
    const ecdh = createECDH('prime256v1');
    const secret = randomBytes(SALT_BYTES);
    this.#browsers.set(endpoint, { ecdh, secret });
    return { endpoint, keys: { p256dh: ecdh.generateKeys('base64url'), auth: secret.toString('base64url') }, detail: 'text', language: 'en', ...wishes };
  }

  to({ endpoint }: Pick<PushDevice, 'endpoint'>): PushPayload[] {
    return this.received.filter((one) => one.endpoint === endpoint).map(({ payload }) => payload);
  }

  /** Resolves when the device has been sent so many. */
  async hasSent(device: Pick<PushDevice, 'endpoint'>, count: number): Promise<PushPayload[]> {
    await until(() => this.to(device).length >= count, `${count} of ${this.to(device).length} notifications`);
    return this.to(device);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #take(request: IncomingMessage, response: ServerResponse): void {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => response.writeHead(this.#read(request, Buffer.concat(parts))).end());
  }

  #read({ url = '', headers }: IncomingMessage, body: Buffer): number {
    const endpoint = `https://${headers.host ?? ''}${url}`;
    this.asked.push(endpoint);
    const answer = this.answers.get(endpoint);
    if (answer !== undefined) return answer;
    try {
      const browser = this.#browsers.get(endpoint);
      if (browser === undefined) throw new Error('nobody has subscribed here');
      this.received.push({ endpoint, payload: JSON.parse(decrypted(body, browser)) as PushPayload, headers, ...signatureOf(headers, new URL(endpoint).origin) });
      return 201;
    } catch (error) {
      this.complaints.push(String(error));
      return 400;
    }
  }
}

function decrypted(body: Buffer, { ecdh, secret }: Browser): string {
  const salt = body.subarray(0, SALT_BYTES);
  const idLength = body[SALT_BYTES + SIZE_BYTES] ?? 0;
  const begin = SALT_BYTES + SIZE_BYTES + 1;
  const sender = body.subarray(begin, begin + idLength);
  const record = body.subarray(begin + idLength);
  const shared = derive({ key: ecdh.computeSecret(sender), salt: secret, info: Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), sender]), bytes: 32 });
  const key = derive({ key: shared, salt, info: Buffer.from('Content-Encoding: aes128gcm\0'), bytes: KEY_BYTES });
  const nonce = derive({ key: shared, salt, info: Buffer.from('Content-Encoding: nonce\0'), bytes: 12 });
  const cipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(record.subarray(-TAG_BYTES));
  const padded = Buffer.concat([cipher.update(record.subarray(0, -TAG_BYTES)), cipher.final()]);
  const end = padded.lastIndexOf(LAST_RECORD);
  if (end === -1) throw new Error('the record does not end');
  return padded.subarray(0, end).toString('utf8');
}

function derive({ key, salt, info, bytes }: { key: Buffer; salt: Buffer; info: Buffer; bytes: number }): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, info, bytes));
}

function signatureOf({ authorization = '' }: IncomingHttpHeaders, origin: string): Pick<Received, 'signedBy' | 'claims'> {
  const found = /^vapid t=([\w-]+\.([\w-]+))\.([\w-]+), ?k=([\w-]+)$/u.exec(authorization);
  if (found === null) throw new Error('it is not signed');
  const [, signed, payload, signature, signedBy] = found as unknown as [string, string, string, string, string];
  const key = createPublicKey({ key: publicKeyOf(Buffer.from(signedBy, 'base64url')), format: 'jwk' });
  if (!verify('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))) throw new Error('the signature does not fit');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Received['claims'];
  if (claims.aud !== origin || !isSoon(claims.exp)) throw new Error('the claims do not fit');
  return { signedBy, claims };
}

function publicKeyOf(point: Buffer) {
  return { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') };
}

/** Within a day, as the RFC has it. */
function isSoon(seconds: number): boolean {
  const now = Date.now() / 1_000;
  return seconds > now && seconds <= now + DAY_SECONDS;
}
