import { Component, DestroyRef, type Signal, effect, inject, input, output, untracked } from '@angular/core';
import { keptDraft } from '../../local/drafts';
import { Memberships } from '../../memberships/memberships';
import { type DraftField, SharedDrafts } from '../../memberships/shared-drafts';

/** So long after a key somebody still writes. */
const WRITES_MS = 2_000;

/** Keeps what stands in the composer the same as on the reader's other devices. Shows nothing. */
@Component({ selector: 'wt-draft-sync', template: '' })
export class DraftSync {
  readonly #drafts = inject(SharedDrafts);
  readonly #memberships = inject(Memberships);
  /** Of no room of the reader's, where it is not known yet, or an answer is written: then nothing is told. */
  readonly roomId = input.required<string>();
  readonly userId = input.required<string>();
  readonly field = input.required<HTMLTextAreaElement>();
  /** As it is kept; while a message is edited, what stands in the field is none. */
  readonly draft = input.required<Signal<string | null>>();
  readonly taken = output<string>();
  #field: DraftField | null = null;
  #typedAt = -Infinity;
  /** What stands in the field came from elsewhere, and nothing was typed since. */
  #isTaken = false;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    effect(() => {
      const [roomId, userId] = [this.roomId(), this.userId()];
      untracked(() => this.#show(roomId, userId));
    });
    effect(() => {
      this.draft()();
      untracked(() => this.#drafts.wrote(this.roomId()));
    });
    effect(() => {
      this.#memberships.of(this.roomId());
      this.#memberships.synced();
      untracked(() => this.#drafts.settle(this.roomId()));
    });
    const listening = new AbortController();
    effect(() => {
      const [field, { signal }] = [this.field(), listening];
      field.addEventListener('blur', () => this.#drafts.settle(this.roomId()), { signal });
      field.addEventListener('input', () => this.#typed(), { signal });
    });
    inject(DestroyRef).onDestroy(() => {
      listening.abort();
      clearTimeout(this.#rest);
      this.#hide();
    });
  }

  #typed(): void {
    this.#typedAt = performance.now();
    this.#isTaken = false;
    this.#drafts.wrote(this.roomId());
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.#drafts.settle(this.roomId()), WRITES_MS);
  }

  #show(roomId: string, userId: string): void {
    this.#isTaken = false;
    this.#hide();
    const text = (): string => this.draft()() ?? keptDraft(userId, roomId).text;
    this.#field = { roomId, base: keptDraft(userId, roomId).base, text, writing: (theirs) => this.#isWriting(text(), theirs), show: (draft) => this.#take(draft) };
    this.#drafts.shown(this.#field);
  }

  /** While a message is edited it waits: what stands in the field is another text. */
  #take(draft: string): void {
    if (this.draft()() === null) return;
    this.#isTaken = true;
    this.taken.emit(draft);
  }

  #hide(): void {
    if (this.#field !== null) this.#drafts.hidden(this.#field);
    this.#field = null;
  }

  /** Whoever only stands in a field loses nothing where it is empty or came from elsewhere, nor does whoever has sent it from there. */
  #isWriting(text: string, theirs: string): boolean {
    if (performance.now() - this.#typedAt < WRITES_MS) return true;
    return !this.#isTaken && text !== '' && theirs !== '' && document.hasFocus() && document.activeElement === this.field();
  }
}
