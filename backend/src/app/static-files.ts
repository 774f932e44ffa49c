import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import staticGzip from 'express-static-gzip';

const INDEX = 'index.html';
const FOR_EVER = 'public, max-age=31536000, immutable';
/** What the build names by its content, such as chunk-5BVxPcFH.js, compressed or not. */
const HASHED = /-[\w-]{8}\.(?:js|css|woff2)(?:\.br|\.gz)?$/u;
const READS = ['GET', 'HEAD'];
const NOT_A_PAGE = /^\/(?:api|socket\.io|metrics)(?:\/|$)/iu;
/** robots.txt, wp-login.php, .well-known/x: names of files. No address of the page has a dot. */
const NAMES_A_FILE = /\./u;
/** Known to be the page's, so that a monitor that accepts anything sees it too. */
const OF_THE_PAGE = /^\/(?:rooms\/[^/]+\/?)?$/u;

/**
 * Serves the built page, compressed when it was built: hashed files for ever, and index.html, never from a cache,
 * wherever somebody navigates to. What is asked for as a file and is not there is not found: a script that got the page
 * instead would break a page of the version before without a word.
 */
export function serveStaticFiles(app: NestExpressApplication, folder: string): void {
  if (!existsSync(join(folder, INDEX))) return;
  const files = compressedFiles(folder);
  app.use(files);
  app.use((request: Request, response: Response, next: NextFunction) => {
    if (!READS.includes(request.method) || NOT_A_PAGE.test(request.path)) return next();
    response.vary('Accept');
    if (!isDecodable(request.path) || !isNavigation(request)) return next();
    request.url = `/${INDEX}`;
    files(request, response, next);
  });
}

function compressedFiles(folder: string): RequestHandler {
  const serve = staticGzip(folder, {
    enableBrotli: true,
    orderPreference: ['br', 'gzip'],
    index: false,
    serveStatic: { redirect: false, setHeaders: (response, path) => void response.setHeader('Cache-Control', HASHED.test(path) ? FOR_EVER : 'no-cache') },
  }) as RequestHandler;
  return (request, response, next) => {
    if (NOT_A_PAGE.test(request.path) || !isDecodable(request.path)) return next();
    const vary = response.getHeader('Vary');
    void serve(request, response, (error?: unknown) => {
      // The file has gone since the start, and whoever answers instead does not compress.
      for (const name of ['Content-Encoding', 'Content-Type']) response.removeHeader(name);
      next(error);
    });
    // It replaces what was said before.
    if (typeof vary === 'string') response.vary(vary);
  };
}

/** What is not says itself what is wrong, in the server's way to say it. */
function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** A browser that goes somewhere names HTML; scripts, images and `fetch` accept anything. */
function isNavigation(request: Request): boolean {
  if (NAMES_A_FILE.test(request.path)) return false;
  const { accept = '*/*' } = request.headers;
  return accept.includes('text/html') || (OF_THE_PAGE.test(request.path) && request.accepts('html') === 'html');
}
