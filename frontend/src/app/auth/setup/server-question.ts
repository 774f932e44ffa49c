import { Component, type ElementRef, inject, input, output, signal, viewChild } from '@angular/core';
import type { ServerSettings } from '@contract/administration';
import { type Guard, isRoom } from '../../api/answers';
import { ApiClient } from '../../api/api-client';
import { newClientId } from '../../api/client-id';
import { CommandError } from '../../api/command-error';
import { errorText } from '../../api/error-text';
import { AccessChoice } from '../../ui/access-choice';

const isSettings: Guard<ServerSettings> = (answer): answer is ServerSettings => typeof answer === 'object' && answer !== null && 'access' in answer;

/** The one question of the first minute, and the first room. */
@Component({
  selector: 'wt-server-question',
  imports: [AccessChoice],
  templateUrl: './server-question.html',
  styleUrl: './server-question.css',
})
export class ServerQuestion {
  readonly #rest = inject(ApiClient);
  /** Who may come in is only changed by whoever knows it. */
  readonly password = input.required<string>();
  /** Tells the address of the room that was made. */
  readonly answered = output<string | null>();
  protected readonly room = viewChild.required<ElementRef<HTMLInputElement>>('room');
  protected readonly access = signal<ServerSettings['access']>('open');
  protected readonly guests = signal(true);
  protected readonly problem = signal('');
  protected readonly busy = signal(false);
  readonly #clientId = newClientId();

  protected async answer(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    this.busy.set(true);
    this.problem.set('');
    try {
      await this.#rest.patch('/api/admin/settings', { access: this.access(), guests: this.guests(), password: this.password() }, isSettings);
      this.answered.emit(await this.#makeRoom(this.room().nativeElement.value.trim()));
    } catch (error) {
      this.problem.set(errorText(CommandError.from(error)));
    }
    this.busy.set(false);
  }

  async #makeRoom(name: string): Promise<string | null> {
    if (name === '') return null;
    const { slug } = await this.#rest.post('/api/rooms', { name, visibility: 'public', clientId: this.#clientId }, isRoom);
    return slug;
  }
}
