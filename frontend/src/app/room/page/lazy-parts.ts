import { DestroyRef, Injectable, inject, signal } from '@angular/core';

const AGAIN_MS = 2_000;

/** What a room shows beside its messages, and what can be done with them. */
const PARTS = [
  () => import('../timeline/message-actions'),
  () => import('../../connection/connection-status'),
  () => import('../people/room-drawer'),
  () => import('../people/thread-card'),
  () => import('../people/blocked-bar'),
  () => import('../timeline/notice-row'),
  () => import('../timeline/unread-bar'),
  () => import('./join-bar'),
  () => import('./room-problem'),
];

/** They come right after the messages, and are asked for again where the server is not there just then: templates would not. */
@Injectable({ providedIn: 'root' })
export class LazyParts {
  readonly #here = signal(false);
  readonly here = this.#here.asReadonly();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    void this.#load();
    inject(DestroyRef).onDestroy(() => clearTimeout(this.#timer));
  }

  async #load(): Promise<void> {
    try {
      await Promise.all(PARTS.map((load) => load()));
      this.#here.set(true);
    } catch {
      this.#timer = setTimeout(() => void this.#load(), AGAIN_MS);
    }
  }
}
