import type { IncomingHttpHeaders } from 'node:http';

export const SESSION_COOKIE = 'watek_session';

/** A bearer token or the session cookie; a bearer wins, because a page cannot send one unasked. */
export type Credentials = { kind: 'bearer' | 'cookie'; token: string } | null;

export function credentialsOf(headers: IncomingHttpHeaders): Credentials {
  const bearer = /^Bearer ([\w-]{1,128})$/u.exec(headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return { kind: 'bearer', token: bearer };
  const cookie = /(?:^|; ?)watek_session=([\w-]{1,128})/u.exec(headers.cookie ?? '')?.[1];
  return cookie === undefined ? null : { kind: 'cookie', token: cookie };
}
