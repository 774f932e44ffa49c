/**
 * Sends one message to one browser, through the push service that the browser chose: encrypted for it alone (RFC 8291), signed
 * by this server (VAPID, RFC 8292). Whoever subscribes names the address, so it leads into no private network, no redirect is
 * followed, and the answer is not read.
 */
import { request } from 'node:https';
import { isIP } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import { buildPushPayload } from '@block65/webcrypto-web-push';
import type { PushDevice, PushPayload, PushTested } from '../../contract/push.ts';
import { isPublicAddress, publicLookup } from '../../identity/public-addresses.ts';
import { readSecrets } from '../../identity/secrets.ts';
import { PUSH_OPTIONS, type PushOptions } from './push-options.ts';
import { topicOf } from './push-topic.ts';

const TIMEOUT_MS = 5_000;
const DAY_SECONDS = 86_400;
const HOUR_SECONDS = 3_600;
const [GONE, NOT_FOUND, TOO_MANY, FAILED] = [410, 404, 429, 500];
const LATER = [408, TOO_MANY];

@Injectable()
export class PushSender {
  readonly #options: PushOptions;
  readonly #privateKey: string;
  /** What browsers subscribe with. */
  readonly publicKey: string;

  constructor(@Inject(PUSH_OPTIONS) options: PushOptions) {
    this.#options = options;
    const { pushKey } = readSecrets(options.dataDir);
    this.#privateKey = pushKey.d ?? '';
    this.publicKey = rawPublicKey(pushKey);
  }

  /** Never rejects. */
  async send(device: PushDevice, payload: PushPayload): Promise<PushTested> {
    try {
      return outcomeOf(await this.#post(device, payload));
    } catch {
      return { outcome: 'unreachable' };
    }
  }

  async #post({ endpoint, keys }: PushDevice, payload: PushPayload): Promise<number> {
    const isMessage = payload.type === 'message';
    const options = { ttl: isMessage ? DAY_SECONDS : HOUR_SECONDS, urgency: isMessage ? ('high' as const) : ('low' as const), ...(payload.type !== 'test' && { topic: topicOf(payload.roomId) }) };
    const vapid = { subject: this.#options.contact, publicKey: this.publicKey, privateKey: this.#privateKey };
    const { headers, body } = await buildPushPayload({ data: payload, options }, { endpoint, keys, expirationTime: null }, vapid);
    return statusOf({ url: new URL(endpoint), headers, body, isOpen: this.#options.toPrivateNetworks });
  }
}

interface Post {
  url: URL;
  headers: Record<string, string>;
  body: Uint8Array;
  /** To any address. */
  isOpen: boolean;
}

function statusOf({ url, headers, body, isOpen }: Post): Promise<number> {
  const host = url.hostname.replace(/^\[|\]$/gu, '');
  if (!isOpen && isIP(host) !== 0 && !isPublicAddress(host)) return Promise.reject(new Error('A private address.'));
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers: headers, signal: AbortSignal.timeout(TIMEOUT_MS), ...(!isOpen && { lookup: publicLookup }) }, (answer) => {
      resolve(answer.statusCode ?? FAILED);
      answer.destroy();
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function outcomeOf(status: number): PushTested {
  if (status >= 200 && status < 300) return { outcome: 'delivered', status };
  if (status === GONE || status === NOT_FOUND) return { outcome: 'gone', status };
  return { outcome: status >= FAILED || LATER.includes(status) ? 'unreachable' : 'refused', status };
}

/** The uncompressed point, as browsers take it. */
function rawPublicKey({ x = '', y = '' }: { x?: string | undefined; y?: string | undefined }): string {
  return Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]).toString('base64url');
}
