import { DestroyRef, Injectable, effect, inject } from '@angular/core';
import { Attention } from '../memberships/attention';
import type { Counts } from '../memberships/what-counts';

const ICONS = { none: 'icon.svg', unread: 'icon-unread.svg', mentions: 'icon-mentions.svg' } as const;

type Badging = Partial<Pick<Navigator, 'setAppBadge' | 'clearAppBadge'>>;

/** Shows in the tab's icon and on the installed app what calls for the reader, as far as the browser can. */
@Injectable()
export class PageBadge {
  readonly #link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');

  constructor() {
    const { counts } = inject(Attention);
    effect(() => this.#show(counts()));
    inject(DestroyRef).onDestroy(() => this.#show({ unread: 0, mentions: 0 }));
  }

  #show(counts: Counts): void {
    const icon = iconOf(counts);
    if (this.#link?.getAttribute('href') !== icon) this.#link?.setAttribute('href', icon);
    this.#badge(counts.unread);
  }

  #badge(unread: number): void {
    const badging: Badging = navigator;
    // Not everywhere is there a place for it.
    void (unread > 0 ? badging.setAppBadge?.(unread) : badging.clearAppBadge?.())?.catch(() => undefined);
  }
}

function iconOf({ unread, mentions }: Counts): string {
  if (mentions > 0) return ICONS.mentions;
  return unread > 0 ? ICONS.unread : ICONS.none;
}
