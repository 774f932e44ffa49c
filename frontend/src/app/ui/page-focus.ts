import { DestroyRef, Injectable, inject, signal } from '@angular/core';

/** Whether somebody looks at the page now. */
@Injectable({ providedIn: 'root' })
export class PageFocus {
  readonly #focused = signal(document.hasFocus());
  readonly focused = this.#focused.asReadonly();

  constructor() {
    const look = (): void => this.#focused.set(document.hasFocus() && document.visibilityState === 'visible');
    for (const event of ['focus', 'blur']) addEventListener(event, look);
    document.addEventListener('visibilitychange', look);
    inject(DestroyRef).onDestroy(() => {
      for (const event of ['focus', 'blur']) removeEventListener(event, look);
      document.removeEventListener('visibilitychange', look);
    });
  }
}
