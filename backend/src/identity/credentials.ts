import type { IncomingHttpHeaders } from 'node:http';

export const SESSION_COOKIE = 'watek_session';
/** The name by https. https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Set-Cookie#cookie_prefixes */
export const HOST_COOKIE = '__Host-watek_session';

/** A bearer token or the session cookie; a bearer wins, because a page cannot send one unasked. */
export type Credentials = { kind: 'bearer' | 'cookie'; token: string } | null;

/** Of both cookies the host's own wins: the other one a neighbouring site may have set. */
export function credentialsOf(headers: IncomingHttpHeaders): Credentials {
  const bearer = /^Bearer ([\w-]{1,128})$/u.exec(headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return { kind: 'bearer', token: bearer };
  const cookie = cookieNamed(HOST_COOKIE, headers) ?? cookieNamed(SESSION_COOKIE, headers);
  return cookie === undefined ? null : { kind: 'cookie', token: cookie };
}

function cookieNamed(name: string, { cookie = '' }: IncomingHttpHeaders): string | undefined {
  const value = cookie.split(/; ?/u).find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
  return value !== undefined && /^[\w-]{1,128}$/u.test(value) ? value : undefined;
}
