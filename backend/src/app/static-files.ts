import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';

const FOR_EVER = 'public, max-age=31536000, immutable';
const HASHED = /-[A-Z0-9]{8}\.(?:js|css|woff2)$/u;
const NOT_A_PAGE = /^\/(?:api|socket\.io|metrics)(?:\/|$)/u;

/** Serves the built page: hashed files for ever, every other address of the page as index.html, never from a cache. */
export function serveStaticFiles(app: NestExpressApplication, folder: string): void {
  const index = join(folder, 'index.html');
  if (!existsSync(index)) return;
  app.useStaticAssets(folder, {
    index: false,
    redirect: false,
    setHeaders: (response: Response, path: string) => void response.setHeader('Cache-Control', HASHED.test(path) ? FOR_EVER : 'no-cache'),
  });
  app.use((request: Request, response: Response, next: NextFunction) => {
    const page = request.method === 'GET' && !NOT_A_PAGE.test(request.path) && request.accepts('html') === 'html';
    if (!page) return next();
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile(index);
  });
}
