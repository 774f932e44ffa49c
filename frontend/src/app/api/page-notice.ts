import { Injectable, signal } from '@angular/core';

/** What keeps the page from working until it is loaded anew. */
export type NoticeKind = 'SIGN_IN_AGAIN' | 'NOT_THIS_SERVER' | 'NEW_VERSION' | 'NOT_LOADED';

/** The one notice over everything, with a button to reload; never a loop of reloads. */
@Injectable({ providedIn: 'root' })
export class PageNotice {
  readonly #kind = signal<NoticeKind | null>(null);
  readonly kind = this.#kind.asReadonly();

  show(kind: NoticeKind): void {
    this.#kind.set(kind);
  }

  /** A good answer of the server takes back that something answered in its place; a new version stays one. */
  answered(): void {
    const kind = this.#kind();
    if (kind === 'SIGN_IN_AGAIN' || kind === 'NOT_THIS_SERVER') this.#kind.set(null);
  }
}
