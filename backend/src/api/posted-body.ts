import type { Request } from 'express';
import { LIMITS } from '../contract/limits.ts';
import { ChatError } from '../wire/chat-error.ts';

/** What a program posted: JSON as it was parsed, Slack's form with its `payload`, or a plain text as `{ text }`. undefined: none of them. */
export async function postedBody(request: Request): Promise<unknown> {
  const kind = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (kind === 'text/plain') return { body: await textOf(request) };
  if (kind !== 'application/x-www-form-urlencoded') return request.body as unknown;
  const payload = new URLSearchParams(await textOf(request)).get('payload');
  try {
    return payload === null ? undefined : (JSON.parse(payload) as unknown);
  } catch {
    return undefined;
  }
}

async function textOf(request: Request): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > LIMITS.packetBytes) throw new ChatError('TOO_LARGE', `The request has more than ${LIMITS.packetBytes} bytes.`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
