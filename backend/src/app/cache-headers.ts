import type { NextFunction, Request, Response } from 'express';

const DEPENDS_ON_THE_CALLER = /^\/(?:api|metrics)(?:\/|$)/iu;
const WHO_ASKS = 'Cookie, Authorization';

/**
 * Nothing may be kept by anybody unless whoever answers says otherwise, as the files of the page do. The API's answers
 * depend on who asks: a proxy that shared one would show a person's rooms to the next. They are never conditional either,
 * so that no 304 tells what another caller's answer was.
 */
export function cacheHeaders(request: Request, response: Response, next: NextFunction): void {
  response.setHeader('Cache-Control', 'no-store');
  if (DEPENDS_ON_THE_CALLER.test(request.path)) {
    response.vary(WHO_ASKS);
    delete request.headers['if-none-match'];
    delete request.headers['if-modified-since'];
  }
  next();
}
