import { Injectable, inject } from '@angular/core';
import type { NavigationError } from '@angular/router';
import { PageNotice } from '../api/page-notice';
import { recallInTab, rememberInTab } from '../local/local-storage';

const MAIN_SCRIPT = /<script[^>]*\bsrc="([^"]*\bmain\b[^"]*)"/u;
const RELOADED_FOR = 'reloadedFor';

/**
 * A part of the page did not come. After an update of the server its name is gone: then the page loads itself anew at
 * the address that was wanted, once for each version. Otherwise it says so and leaves it to the reader.
 */
@Injectable({ providedIn: 'root' })
export class VersionCheck {
  readonly #notice = inject(PageNotice);

  async failed({ url }: Pick<NavigationError, 'url'>): Promise<void> {
    const now = await mainScriptNow();
    if (now === null || now === mainScriptHere()) return this.#notice.show('NOT_LOADED');
    if (recallInTab(RELOADED_FOR) === now || !rememberInTab(RELOADED_FOR, now)) return this.#notice.show('NEW_VERSION');
    location.assign(url);
  }
}

/** The name holds a hash of everything that belongs to this version of the page. */
function mainScriptHere(): string | null {
  return document.querySelector<HTMLScriptElement>('script[type=module][src*=main]')?.getAttribute('src') ?? null;
}

/** null where the server cannot be reached, or what answers is not the page. */
async function mainScriptNow(): Promise<string | null> {
  try {
    return mainScriptOf(await (await fetch('/', { cache: 'no-store', redirect: 'manual' })).text());
  } catch {
    return null;
  }
}

function mainScriptOf(html: string): string | null {
  return MAIN_SCRIPT.exec(html)?.[1] ?? null;
}
