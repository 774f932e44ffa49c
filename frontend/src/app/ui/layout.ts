import { DestroyRef, Injectable, Injector, afterNextRender, inject, signal } from '@angular/core';
import { recall, remember } from '../local/local-storage';
import { BREAKPOINTS_REM } from './breakpoints';

@Injectable({ providedIn: 'root' })
export class Layout {
  readonly #injector = inject(Injector);
  /** Where the focus was before a side slid over, and goes back to. */
  #opener: Element | null = null;
  readonly #compact = signal(false);
  readonly #list = signal(false);
  readonly #overlaid = signal(false);
  readonly #docked = signal(recall('drawer') !== 'closed');

  readonly compact = this.#compact.asReadonly();
  /** The list of rooms, where it slides over. */
  readonly list = this.#list.asReadonly();

  constructor() {
    if (typeof ResizeObserver !== 'function') return;
    const [root, rem] = [document.documentElement, remProbe()];
    const isNarrower = (width: number): boolean => root.clientWidth < width * rem.getBoundingClientRect().width;
    if (isNarrower(BREAKPOINTS_REM.roomy) && recall('drawer') === null) this.#docked.set(false);
    const look = (): void => this.#fold(isNarrower(BREAKPOINTS_REM.compact));
    look();
    const observer = new ResizeObserver(look);
    for (const element of [root, rem]) observer.observe(element);
    inject(DestroyRef).onDestroy(() => {
      observer.disconnect();
      rem.remove();
    });
  }

  /** The drawer: who is here. Beside the conversation it is remembered, over it it is not. */
  drawer(): boolean {
    return this.#compact() ? this.#overlaid() : this.#docked();
  }

  showList(shown: boolean): void {
    if (shown) this.#leaveFocus();
    else this.closeOverlays();
    this.#list.set(shown);
  }

  showDrawer(shown: boolean): void {
    if (this.#compact()) return this.#slideDrawer(shown);
    this.#docked.set(shown);
    remember('drawer', shown ? 'open' : 'closed');
  }

  closeOverlays(): boolean {
    const any = this.#list() || this.#overlaid();
    this.#list.set(false);
    this.#overlaid.set(false);
    if (any) this.#returnFocus();
    return any;
  }

  #fold(compact: boolean): void {
    if (compact === this.#compact()) return;
    this.#compact.set(compact);
    this.closeOverlays();
  }

  #slideDrawer(shown: boolean): void {
    if (shown) this.#leaveFocus();
    else this.closeOverlays();
    this.#overlaid.set(shown);
  }

  #leaveFocus(): void {
    this.#opener = document.activeElement;
  }

  #returnFocus(): void {
    const opener = this.#opener;
    const back = (): void => {
      if (opener instanceof HTMLElement) opener.focus();
    };
    // What is under a side can take the focus only when it is no longer inert.
    afterNextRender({ read: back }, { injector: this.#injector });
  }
}

/** As wide as the text is large: browsers tell of no other change of it. */
function remProbe(): HTMLElement {
  const probe = document.createElement('i');
  Object.assign(probe.style, { position: 'absolute', top: '0', width: '1rem', visibility: 'hidden' });
  return document.body.appendChild(probe);
}
