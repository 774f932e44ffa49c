import type { IncomingHttpHeaders } from 'node:http';

export interface OriginRules {
  /** Origins allowed beside the server's own. */
  origins: readonly string[];
  trustProxy: boolean;
}

/**
 * Whether a page at the request's Origin may act with the visitor's cookie: the server's own pages and those of
 * ORIGINS. Browsers send Origin with every WebSocket and every unsafe request; absent and "null" are foreign. One request
 * of our own pages comes without it, the GET that begins long polling: the browser vouches for that one by Sec-Fetch-Site,
 * which no page can set. https://www.w3.org/TR/fetch-metadata/
 */
export function isOwnOrigin(headers: IncomingHttpHeaders, { origins, trustProxy }: OriginRules): boolean {
  const { origin } = headers;
  if (origin === undefined) return headers['sec-fetch-site'] === 'same-origin';
  if (!URL.canParse(origin)) return false;
  if (origins.includes(origin)) return true;
  const forwarded = trustProxy ? headers['x-forwarded-host'] : undefined;
  const host = typeof forwarded === 'string' ? forwarded : headers.host;
  return host !== undefined && new URL(origin).host === host;
}
