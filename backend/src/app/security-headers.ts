import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';

const SELF = "'self'";
const DOCS = '/api/docs';
/** Only said where the visitor came by TLS, which a trusted proxy tells us. */
const HTTPS_ONLY = 'max-age=31536000';

const directives = {
  defaultSrc: [SELF],
  scriptSrc: [SELF],
  styleSrc: [SELF, "'unsafe-inline'"],
  imgSrc: [SELF, 'data:'],
  fontSrc: [SELF],
  connectSrc: [SELF],
  workerSrc: [SELF],
  manifestSrc: [SELF],
  objectSrc: ["'none'"],
  baseUri: [SELF],
  formAction: [SELF],
  frameAncestors: ["'none'"],
};
const trustedTypes = { requireTrustedTypesFor: ["'script'"], trustedTypes: ['angular', 'angular#bundler', 'watek'] };

/**
 * What a browser may do with our answers. Angular puts component styles into style elements, hence 'unsafe-inline' for
 * styles alone; scripts come from files only, and Trusted Types let nothing but Angular's own sanitizer write markup, and
 * `watek` name the service worker.
 * The page of the API's documents shows nothing that people wrote and cannot work under Trusted Types.
 */
export function securityHeaders(request: Request, response: Response, next: NextFunction): void {
  const headers = request.path.startsWith(DOCS) ? forDocs : forAll;
  if (request.secure) response.setHeader('Strict-Transport-Security', HTTPS_ONLY);
  headers(request, response, next);
}

const forAll = headersWith({ ...directives, ...trustedTypes });
const forDocs = headersWith(directives);

function headersWith(policy: Record<string, string[]>): ReturnType<typeof helmet> {
  return helmet({
    contentSecurityPolicy: { useDefaults: false, directives: policy },
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
  });
}
