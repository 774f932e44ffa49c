import { Component, DestroyRef, type Signal, computed, effect, inject, input, output, signal, untracked } from '@angular/core';
import { PeopleStore } from '../../../memberships/people-store';
import { Avatar } from '../../../ui/avatar';
import { DraftSync } from '../draft-sync';
import type { MentionCodec } from '../mention-codec';
import { Mentions } from './mentions';
import { type PeopleSource, type Suggestion, emojiLike, membersLike, peopleLike } from './suggest';
import { type Token, tokenAt } from './token';

const TYPING_MS = 120;
let made = 0;

/** What may be meant by what is written at the caret: people after `@`, emoji after `:`. Listens to the field, which keeps the focus. */
@Component({
  selector: 'wt-completion',
  imports: [Avatar, DraftSync],
  templateUrl: './completion.html',
  styleUrl: './completion.css',
})
export class Completion {
  readonly #people = inject(PeopleStore);
  readonly field = input.required<HTMLTextAreaElement>();
  readonly roomId = input.required<string | null>();
  readonly userId = input.required<string>();
  /** Of the room's members, by their ids. */
  readonly names = input.required<ReadonlyMap<string, string>>();
  readonly everybody = input(false);
  /** What stands in the field, as it is kept on all devices of the reader; and what was written on another. */
  readonly draft = input.required<Signal<string | null>>();
  readonly taken = output<string>();
  readonly ready = output<MentionCodec>();

  protected readonly label = $localize`:@@complete.label:Suggestions`;
  protected readonly listId = `completion-${++made}`;
  protected readonly suggestions = signal<readonly Suggestion[]>([]);
  protected readonly at = signal(0);
  readonly #token = signal<Token | null>(null);
  readonly #mentions = new Mentions((id) => this.names().get(id));
  readonly #source = computed((): PeopleSource => ({ names: this.names(), userId: this.userId(), everybody: this.everybody(), search: (query) => this.#people.search(query, this.roomId() ?? undefined) }));

  constructor() {
    const listening = new AbortController();
    inject(DestroyRef).onDestroy(() => listening.abort());
    effect(() => {
      const field = this.field();
      untracked(() => this.#listen(field, listening.signal));
    });
    // Again with every name that comes to be known.
    effect(() => {
      this.names();
      untracked(() => this.ready.emit(this.#mentions));
    });
    effect(() => this.#tellReaders(this.suggestions().length > 0, this.at()));
  }

  protected idOf(index: number): string {
    return `${this.listId}-${index}`;
  }

  protected take({ sign, person }: Suggestion): void {
    const token = this.#token();
    if (token === null) return;
    const text = person === null ? sign : this.#mentions.add(person.id, person.name);
    this.#close();
    const field = this.field();
    field.focus();
    field.setSelectionRange(token.start, token.end);
    // The one way that leaves the browser's own undo as it is.
    if (!document.execCommand('insertText', false, `${text} `)) this.#insert(`${text} `);
  }

  #listen(field: HTMLTextAreaElement, signal: AbortSignal): void {
    for (const event of ['input', 'click', 'keyup']) field.addEventListener(event, () => this.#look(), { signal });
    field.addEventListener('blur', () => this.#close(), { signal });
    // Before the field's own keys: Enter takes a suggestion, and sends nothing.
    field.addEventListener('keydown', (event) => this.#key(event), { signal, capture: true });
    // What was written before this had come.
    if (document.activeElement === field) this.#look();
  }

  #look(): void {
    const { value, selectionStart, selectionEnd } = this.field();
    const token = selectionStart === selectionEnd ? tokenAt(value, selectionStart) : null;
    if (isSame(token, this.#token())) return;
    this.#token.set(token);
    if (token === null) this.suggestions.set([]);
    else void this.#suggest(token);
  }

  async #suggest(token: Token): Promise<void> {
    if (token.kind === 'person') this.#show(token, membersLike(token.query, this.#source()));
    await new Promise((done) => setTimeout(done, TYPING_MS));
    if (this.#token() !== token) return;
    const found = await (token.kind === 'person' ? peopleLike(token.query, this.#source()) : emojiLike(token.query)).catch(() => null);
    if (found !== null) this.#show(token, found);
  }

  #show(token: Token, suggestions: readonly Suggestion[]): void {
    if (this.#token() !== token) return;
    const chosen = this.suggestions()[this.at()]?.key;
    this.suggestions.set(suggestions);
    this.at.set(Math.max(0, suggestions.findIndex(({ key }) => key === chosen)));
  }

  #key(event: KeyboardEvent): void {
    const suggestion = this.suggestions()[this.at()];
    if (suggestion === undefined || event.isComposing) return;
    const acts: Partial<Record<string, () => void>> = {
      ArrowDown: () => this.#move(1),
      ArrowUp: () => this.#move(-1),
      Enter: () => this.take(suggestion),
      Tab: () => this.take(suggestion),
      Escape: () => this.suggestions.set([]),
    };
    const act = event.shiftKey ? undefined : acts[event.key];
    if (act === undefined) return;
    act();
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  #move(step: 1 | -1): void {
    const count = this.suggestions().length;
    this.at.update((at) => (at + step + count) % count);
  }

  #close(): void {
    this.#token.set(null);
    this.suggestions.set([]);
  }

  #insert(text: string): void {
    this.field().setRangeText(text, this.field().selectionStart, this.field().selectionEnd, 'end');
    this.field().dispatchEvent(new Event('input', { bubbles: true }));
  }

  #tellReaders(open: boolean, at: number): void {
    const field = this.field();
    field.setAttribute('aria-autocomplete', 'list');
    if (!open) return void ['aria-controls', 'aria-activedescendant'].forEach((name) => field.removeAttribute(name));
    field.setAttribute('aria-controls', this.listId);
    field.setAttribute('aria-activedescendant', this.idOf(at));
  }
}

function isSame(one: Token | null, other: Token | null): boolean {
  return one?.start === other?.start && one?.query === other?.query;
}
