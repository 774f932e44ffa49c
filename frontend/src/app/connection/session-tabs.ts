import { DestroyRef, Injectable, inject } from '@angular/core';
import type { Author } from '@contract/room-events';
import { Subject } from 'rxjs';
import { isAuthor } from '../api/answers';

const CHANNEL = 'watek.session';

/** Tabs of one browser share its cookie: whoever signs in or out in one of them does so for all. */
@Injectable({ providedIn: 'root' })
export class SessionTabs {
  readonly #told = new Subject<Author | null>();
  readonly #channel = typeof BroadcastChannel === 'function' ? new BroadcastChannel(CHANNEL) : null;

  /** Who another tab is signed in as from now on; null where nobody is. */
  readonly told$ = this.#told.asObservable();

  constructor() {
    this.#channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (data === null || isAuthor(data)) this.#told.next(data);
    });
    inject(DestroyRef).onDestroy(() => this.#channel?.close());
  }

  tell(user: Author | null): void {
    this.#channel?.postMessage(user);
  }
}
