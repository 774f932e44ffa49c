import { Injectable, inject, signal } from '@angular/core';
import type { SetupView } from '@contract/administration';
import { type Guard } from '../api/answers';
import { ApiClient } from '../api/api-client';

const isSetupView: Guard<SetupView> = (answer): answer is SetupView => typeof answer === 'object' && answer !== null && 'access' in answer && 'needed' in answer;

/** What the door has to know of the server. Until it is known, and where nobody answers, the door is as of an open one. */
@Injectable({ providedIn: 'root' })
export class DoorInfo {
  readonly #rest = inject(ApiClient);
  readonly #view = signal<SetupView | null>(null);
  readonly view = this.#view.asReadonly();

  async load(): Promise<void> {
    await this.#rest.get('/api/setup', isSetupView).then((view) => this.#view.set(view), () => undefined);
  }
}
