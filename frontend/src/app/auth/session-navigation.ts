import { Injectable, effect, inject, untracked } from '@angular/core';
import { Router, type UrlTree } from '@angular/router';
import { SessionStore } from '../connection/session-store';
import { isPublic, isSignIn, returnAddressOf, signInTo } from './return-address';

/** Moves the page when a session begins or ends under it; whoever comes by an address meets the guards. */
@Injectable({ providedIn: 'root' })
export class SessionNavigation {
  readonly #router = inject(Router);

  constructor() {
    const session = inject(SessionStore);
    effect(() => {
      const { status } = session.state();
      if (status === 'in' || status === 'out') untracked(() => this.#follow(status));
    });
  }

  #follow(status: 'in' | 'out'): void {
    const { navigated, url } = this.#router;
    if (!navigated) return;
    if (status === 'in' && isSignIn(url)) this.#go(returnAddressOf(this.#router, url));
    if (status === 'out' && !isPublic(url)) this.#go(signInTo(this.#router, url));
  }

  #go(to: UrlTree): void {
    void this.#router.navigateByUrl(to, { replaceUrl: true });
  }
}
