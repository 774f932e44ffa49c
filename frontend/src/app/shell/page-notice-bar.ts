import { Component, computed, inject } from '@angular/core';
import { type NoticeKind, PageNotice } from '../api/page-notice';
import { PageWorker } from '../local/page-worker';
import { Icon } from '../ui/icon';

const WORDS: Record<NoticeKind, () => string> = {
  SIGN_IN_AGAIN: () => $localize`:@@notice.signInAgain:Something in front of the server wants you to sign in again. Load the page anew to do so.`,
  NOT_THIS_SERVER: () => $localize`:@@notice.notThisServer:What answers now is not this server. Load the page anew; if that does not help, ask whoever runs it.`,
  NEW_VERSION: () => $localize`:@@notice.newVersion:There is a new version of this page.`,
  NOT_LOADED: () => $localize`:@@notice.notLoaded:A part of the page could not be loaded.`,
};

/** What only a reload can cure, over everything else on the page. */
@Component({
  selector: 'wt-page-notice-bar',
  imports: [Icon],
  template: `
    <div role="alert">
      @if (words(); as words) {
        <p class="bar">
          <wt-icon name="alert" /><span>{{ words }}</span>
          <button type="button" class="button" (click)="reload()" i18n="@@notice.reload">Load anew</button>
        </p>
      }
    </div>
  `,
  styles: `
    .bar { position: fixed; z-index: 40; inset: 0.5rem 0.5rem auto; display: flex; align-items: center; gap: var(--space-3); width: fit-content; max-width: calc(100% - 1rem); margin: 0 auto; padding: var(--space-2) var(--space-2) var(--space-2) var(--space-4); border: 1px solid var(--line-strong); border-radius: var(--radius-large); background: var(--raised); box-shadow: var(--shadow); font-size: var(--step--1) }
    wt-icon { color: var(--warn) }
    .button { flex: none; margin-left: auto; min-height: 2.25rem }
  `,
})
export class PageNoticeBar {
  readonly #notice = inject(PageNotice);
  readonly #worker = inject(PageWorker);
  protected readonly words = computed(() => {
    const kind = this.#notice.kind() ?? (this.#worker.newer() ? 'NEW_VERSION' : null);
    return kind === null ? '' : WORDS[kind]();
  });

  protected reload(): void {
    this.#worker.reload();
  }
}
