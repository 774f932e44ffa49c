import type { Router, UrlTree } from '@angular/router';

const SIGN_IN = '/sign-in';

/** The sign-in page, which leads back to this address of the page; it is never one of another site. */
export function signInTo(router: Router, url: string): UrlTree {
  return router.createUrlTree([SIGN_IN], { queryParams: url === '/' || url === '' ? {} : { return: url } });
}

export function returnAddressOf(router: Router, url: string): UrlTree {
  const address: unknown = router.parseUrl(url).queryParams['return'];
  return router.parseUrl(typeof address === 'string' && !isSignIn(address) ? address : '/');
}

export function isSignIn(url: string): boolean {
  return url.split(/[?#]/, 1)[0] === SIGN_IN;
}
