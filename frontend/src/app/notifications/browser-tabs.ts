import { DestroyRef, Injectable, inject } from '@angular/core';

const NOTIFIES = 'watek.notifies';
const LOOKS = 'watek.looks';

/**
 * Several tabs of one browser hear the same news: the one that holds the lock tells it, and the next one when that is gone.
 * While anybody looks at one of them it need not be told. Where there are no locks there are no notifications either.
 */
@Injectable()
export class BrowserTabs {
  readonly #locks: LockManager | undefined = locksOf(navigator);
  readonly #end = new AbortController();
  #looking = new AbortController();
  #tells = this.#locks === undefined;

  constructor() {
    void this.#hold(NOTIFIES, { mode: 'exclusive', until: this.#end.signal, onHeld: () => (this.#tells = true) });
    const look = (): void => this.#look();
    document.addEventListener('visibilitychange', look);
    look();
    inject(DestroyRef).onDestroy(() => {
      document.removeEventListener('visibilitychange', look);
      this.#end.abort();
      this.#looking.abort();
    });
  }

  get tells(): boolean {
    return this.#tells;
  }

  async anybodyLooks(): Promise<boolean> {
    if (document.visibilityState === 'visible') return true;
    const { held = [] } = (await this.#locks?.query()) ?? {};
    return held.some(({ name }) => name === LOOKS);
  }

  #look(): void {
    this.#looking.abort();
    this.#looking = new AbortController();
    if (document.visibilityState === 'visible') void this.#hold(LOOKS, { mode: 'shared', until: this.#looking.signal });
  }

  async #hold(name: string, { mode, until, onHeld }: { mode: LockMode; until: AbortSignal; onHeld?: () => void }): Promise<void> {
    const held = async (): Promise<void> => {
      if (until.aborted) return;
      onHeld?.();
      await new Promise((resolve) => until.addEventListener('abort', resolve));
    };
    // Whoever still waited for it waits no more.
    await this.#locks?.request(name, { mode, signal: until }, held).catch(() => undefined);
  }
}

function locksOf(browser: { locks?: LockManager }): LockManager | undefined {
  return browser.locks;
}
