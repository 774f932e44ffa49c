import type { Router, UrlTree } from '@angular/router';

const SIGN_IN = '/sign-in';
/** Invitations, the first administrator, new passwords. */
const PUBLIC = ['/invite/', '/setup', '/reset/'];

/** The sign-in page, which leads back to this address of the page; it is never one of another site. */
export function signInTo(router: Router, url: string): UrlTree {
  return router.createUrlTree([SIGN_IN], { queryParams: url === '/' || url === '' ? {} : { return: url } });
}

export function returnAddressOf(router: Router, url: string): UrlTree {
  const address: unknown = router.parseUrl(url).queryParams['return'];
  return router.parseUrl(typeof address === 'string' && !isSignIn(address) ? address : '/');
}

export function isSignIn(url: string): boolean {
  return pathOf(url) === SIGN_IN;
}

/** Pages for whoever comes, signed in or not. */
export function isPublic(url: string): boolean {
  return isSignIn(url) || PUBLIC.some((path) => pathOf(url).startsWith(path));
}

function pathOf(url: string): string {
  return url.split(/[?#]/, 1)[0] ?? '';
}
