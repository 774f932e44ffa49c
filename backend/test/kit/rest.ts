import type { Message } from '../../src/contract/room-events.ts';
import { LIMITS } from '../../src/contract/limits.ts';
import type { ChatClient } from './chat-client.ts';

export interface Call {
  method?: string;
  headers?: Record<string, string>;
  json?: unknown;
  /** Sent as it is, said to be JSON. */
  body?: string;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The parsed body; undefined where it is not JSON. */
  json: unknown;
}

/** A REST call with any header that a program or a page may send. */
export async function call(url: string, { method, headers, ...content }: Call = {}): Promise<Answer> {
  const body: string | undefined = content.body ?? JSON.stringify(content.json);
  const request = body === undefined ? { method: 'GET', headers: {} } : { method: 'POST', headers: { 'content-type': 'application/json' }, body };
  const response = await fetch(url, { ...request, method: method ?? request.method, headers: { ...request.headers, ...headers } });
  const text = await response.text();
  const isJson = text !== '' && response.headers.get('content-type')?.startsWith('application/json') === true;
  return { status: response.status, headers: response.headers, text, json: isJson ? (JSON.parse(text) as unknown) : undefined };
}

/** The name and value of the session cookie of a new guest, as a browser would send it back. */
export async function enterByCookie(url: string, name = 'Guest'): Promise<string> {
  const { headers } = await call(`${url}/api/session`, { json: { name } });
  return headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

/** All messages of a room, page by page. */
export async function historyOf(url: string, reader: ChatClient, roomId: string): Promise<Message[]> {
  const messages: Message[] = [];
  for (let page = await pageAfter(0); page.length > 0; page = await pageAfter(messages.length)) messages.push(...page);
  return messages;

  async function pageAfter(ordinal: number): Promise<Message[]> {
    const response = await reader.get(`${url}/api/rooms/${roomId}/messages?after=${ordinal}&limit=${LIMITS.messagesPerPage}`);
    return (await response.json()) as Message[];
  }
}

/** A figure of /metrics. */
export async function metricOf(url: string, name: string): Promise<number> {
  const { text } = await call(`${url}/metrics`);
  return Number(new RegExp(`^${name} (\\S+)$`, 'mu').exec(text)?.[1]);
}
