import { Component, type ElementRef, afterNextRender, inject, input, output, signal, viewChild } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationStart, Router } from '@angular/router';
import type { MessageVersion } from '@contract/rest';
import { filter } from 'rxjs';
import { isHistoryOfMessage } from '../../api/answers';
import { ApiClient } from '../../api/api-client';
import { CommandError } from '../../api/command-error';
import { errorText } from '../../api/error-text';
import { fullTimeOf } from '../../i18n/time';
import { Icon } from '../../ui/icon';

/** What a message said before it was edited: the oldest first, and what it says now. */
@Component({
  selector: 'wt-versions-dialog',
  imports: [Icon],
  templateUrl: './versions-dialog.html',
  styleUrl: './versions-dialog.css',
})
export class VersionsDialog {
  readonly roomId = input.required<string>();
  readonly message = input.required<string>();
  readonly names = input.required<ReadonlyMap<string, string>>();
  readonly closed = output();
  readonly #rest = inject(ApiClient);
  protected readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  protected readonly versions = signal<readonly MessageVersion[] | null>(null);
  protected readonly more = signal(false);
  protected readonly problem = signal('');
  protected readonly fullTimeOf = fullTimeOf;

  constructor() {
    // It is about a message of the room that is left.
    inject(Router).events.pipe(filter((event) => event instanceof NavigationStart), takeUntilDestroyed()).subscribe(() => this.closed.emit());
    afterNextRender(() => {
      this.dialog().nativeElement.showModal();
      void this.load();
    });
  }

  protected async load(): Promise<void> {
    this.problem.set('');
    try {
      const known = this.versions() ?? [];
      const { versions, more } = await this.#rest.get(`${this.#path()}?after=${known.at(-1)?.seq ?? 0}`, isHistoryOfMessage);
      this.versions.set([...known, ...versions]);
      this.more.set(more);
    } catch (error) {
      this.problem.set(errorText(CommandError.from(error)));
    }
  }

  /** As it was written, with names for those who are known. */
  protected textOf({ body }: MessageVersion): string {
    return body.replace(/<@([\w-]+)>/gu, (_, id: string) => `@${this.names().get(id) ?? (id === 'room' || id === 'here' ? id : '…')}`);
  }

  #path(): string {
    return `/api/rooms/${encodeURIComponent(this.roomId())}/messages/${encodeURIComponent(this.message())}/history`;
  }
}
