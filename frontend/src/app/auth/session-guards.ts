import { inject } from '@angular/core';
import { toObservable } from '@angular/core/rxjs-interop';
import { type CanActivateFn, Router, type UrlTree } from '@angular/router';
import { filter, map, take } from 'rxjs';
import { SessionStore } from '../connection/session-store';
import { returnAddressOf, signInTo } from './return-address';

/** Whoever is not signed in signs in first, and comes back to where they wanted to go. */
export const onlySignedIn: CanActivateFn = (_, { url }) => {
  const router = inject(Router);
  return whenKnown((signedIn) => signedIn || signInTo(router, url));
};

export const onlySignedOut: CanActivateFn = (_, { url }) => {
  const router = inject(Router);
  return whenKnown((signedIn) => !signedIn || returnAddressOf(router, url));
};

function whenKnown(decide: (signedIn: boolean) => boolean | UrlTree): ReturnType<CanActivateFn> {
  const session = inject(SessionStore);
  return toObservable(session.state).pipe(
    filter(({ status }) => status !== 'checking'),
    take(1),
    map(() => decide(session.user() !== null)),
  );
}
