import { DestroyRef, Injectable, inject } from '@angular/core';
import { Subject } from 'rxjs';

const CHANNEL = 'watek.outbox';

/**
 * Tabs of one browser share the shelf, and each sends what it finds there: the server stores a clientId once. Only what
 * was thrown away has to be told, lest another tab sends it.
 */
@Injectable({ providedIn: 'root' })
export class OutboxTabs {
  readonly #discarded = new Subject<string>();
  readonly #channel = typeof BroadcastChannel === 'function' ? new BroadcastChannel(CHANNEL) : null;

  /** clientIds of messages that were thrown away in another tab. */
  readonly discarded$ = this.#discarded.asObservable();

  constructor() {
    this.#channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'string') this.#discarded.next(data);
    });
    inject(DestroyRef).onDestroy(() => this.#channel?.close());
  }

  tellDiscarded(clientId: string): void {
    this.#channel?.postMessage(clientId);
  }
}
