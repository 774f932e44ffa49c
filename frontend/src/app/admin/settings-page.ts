import { Component, type ElementRef, inject, linkedSignal, resource, signal, viewChild } from '@angular/core';
import type { ServerSettings } from '@contract/administration';
import { CommandError } from '../api/command-error';
import { errorText } from '../api/error-text';
import { AccessChoice } from '../ui/access-choice';
import { AdminApi } from './admin-api';
import { ConfirmDialog } from './confirm-dialog';

/** What the server is called, and who may come in. */
@Component({
  selector: 'wt-settings-page',
  imports: [AccessChoice, ConfirmDialog],
  templateUrl: './settings-page.html',
  styleUrl: './page.css',
})
export class SettingsPage {
  readonly #api = inject(AdminApi);
  protected readonly name = viewChild<ElementRef<HTMLInputElement>>('name');
  protected readonly settings = resource({ loader: () => this.#api.settings() });
  protected readonly access = linkedSignal<ServerSettings['access']>(() => (this.settings.hasValue() ? this.settings.value().access : 'open'));
  protected readonly guests = linkedSignal(() => (this.settings.hasValue() ? this.settings.value().guests : true));
  protected readonly asked = signal(false);
  protected readonly saved = signal(false);
  protected readonly problem = signal('');
  protected readonly what = $localize`:@@admin.accessWhat:Change who may come in`;
  protected readonly save = $localize`:@@settings.save:Save`;

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    this.problem.set('');
    const { access, guests } = this.settings.value() ?? {};
    if (access !== this.access() || guests !== this.guests()) return this.asked.set(true);
    await this.run({}).catch((error: unknown) => this.problem.set(errorText(CommandError.from(error))));
  }

  protected readonly run = async ({ password }: { password?: string }): Promise<void> => {
    const name = this.name()?.nativeElement.value.trim() ?? '';
    const changed = await this.#api.changeSettings({ name, ...(password !== undefined && { password, access: this.access(), guests: this.guests() }) });
    this.settings.set(changed);
    this.saved.set(true);
  };
}
