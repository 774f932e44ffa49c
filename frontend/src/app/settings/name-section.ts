import { Component, type ElementRef, effect, inject, signal, viewChild } from '@angular/core';
import { isAuthor } from '../api/answers';
import { ApiClient } from '../api/api-client';
import { CommandError } from '../api/command-error';
import { errorText } from '../api/error-text';
import { nameProblem } from '../api/name-problem';
import { SessionStore } from '../connection/session-store';
import { Avatar } from '../ui/avatar';
import { Undo } from './undo';

@Component({
  selector: 'wt-name-section',
  imports: [Avatar],
  templateUrl: './name-section.html',
  styleUrl: './section.css',
})
export class NameSection {
  readonly #rest = inject(ApiClient);
  readonly #undo = inject(Undo);
  protected readonly session = inject(SessionStore);
  protected readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');
  /** What others call the reader now is what stands there, until they write something else. */
  protected readonly name = signal('');
  protected readonly problem = signal('');
  protected readonly busy = signal(false);

  constructor() {
    effect(() => this.name.set(this.session.user()?.name ?? ''));
  }

  protected type(name: string): void {
    this.name.set(name);
    this.problem.set('');
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const [name, before] = [this.name().trim(), this.session.user()?.name ?? ''];
    const problem = nameProblem(name);
    if (problem !== '') return this.#refuse(problem);
    if (this.busy() || name === before) return;
    this.busy.set(true);
    const called = await this.#rename(name);
    this.busy.set(false);
    if (called !== null) this.#undo.offer($localize`:@@settings.nameChanged:You are called ${called}:name: now.`, () => this.#rename(before));
  }

  async #rename(name: string): Promise<string | null> {
    try {
      const me = await this.#rest.patch('/api/me', { name }, isAuthor);
      this.session.renamed({ id: me.id, name: me.name });
      this.name.set(me.name);
      return me.name;
    } catch (error) {
      this.#refuse(wordsOf(CommandError.from(error)));
      return null;
    }
  }

  #refuse(problem: string): void {
    this.problem.set(problem);
    this.field().nativeElement.focus();
  }
}

function wordsOf(error: CommandError): string {
  if (error.code !== 'INVALID') return errorText(error);
  return $localize`:@@settings.nameInvalid:A name must be seen: no invisible characters, and no marks piled up.`;
}
