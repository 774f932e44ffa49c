import { Component, type ElementRef, afterNextRender, computed, effect, inject, input, output, signal, untracked, viewChild } from '@angular/core';
import { LIMITS } from '@contract/limits';
import type { Room } from '@contract/room';
import { Icon } from '../../ui/icon';
import { Layout } from '../../ui/layout';
import { lengthOf } from '../../ui/text-length';
import { draftOf, keepDraft } from '../../local/drafts';
import { CommandNotice, type Noticed } from './command-notice';
import { LazyParts } from '../page/lazy-parts';
import { Completion } from './completion/completion';
import type { Composing } from './composing';
import { isSlashCommand, withoutEscape } from './slash';
import type { RoomWish } from './slash-commands';
import { AS_WRITTEN, type MentionCodec } from './mention-codec';
import { bodyOf } from './message-body';

const COUNTED_FROM = 200;
const GROWS_BY_ITSELF = typeof CSS !== 'undefined' && CSS.supports('field-sizing', 'content');

@Component({
  selector: 'wt-composer',
  imports: [CommandNotice, Completion, Icon],
  templateUrl: './composer.html',
  styleUrl: './composer.css',
})
export class Composer {
  /** null until it has been found. */
  readonly room = input.required<Pick<Room, 'id' | 'name'> | null>();
  readonly userId = input.required<string>();
  /** False where too much waits already to take this as well. */
  readonly send = input.required<(body: string) => boolean>();
  readonly purpose = input<'message' | 'answer'>('message');
  readonly composing = input<Composing | null>(null);
  /** Of the room's members, by their ids. */
  readonly names = input<ReadonlyMap<string, string>>(new Map());
  /** Whether all of the room can be called. */
  readonly everybody = input(false);
  /** Does what a command wants of the room, and says in words why not; null where there are no commands. */
  readonly obey = input<((wish: RoomWish) => Promise<string>) | null>(null);
  /** An answer or an edit is given up. */
  readonly cancelled = output();
  /** The reader wants to change what they said last. */
  readonly editLast = output();
  /** Whether somebody writes: told with every key. */
  readonly typing = output<boolean>();
  protected readonly parts = inject(LazyParts);
  protected readonly field = viewChild.required<ElementRef<HTMLTextAreaElement>>('field');
  protected readonly text = signal('');
  readonly #codec = signal<MentionCodec>(AS_WRITTEN);
  /** As it is sent. */
  readonly #body = computed(() => this.#codec().encode(bodyOf(this.text())));
  protected readonly draft = computed(() => (this.editing() ? null : this.#codec().encode(this.text())));
  protected readonly left = computed(() => LIMITS.messageLength - lengthOf(this.#body()));
  protected readonly counted = computed(() => this.left() <= COUNTED_FROM);
  protected readonly sendable = computed(() => this.#body() !== '' && this.left() >= 0 && this.room() !== null);

  protected readonly label = computed(() => {
    const name = this.room()?.name ?? '';
    if (this.purpose() === 'answer') return $localize`:@@composer.answer:Answer here`;
    return $localize`:@@composer.label:Message ${name}:room:`;
  });

  /** Too much waits already to take this as well; it stays where it is. */
  protected readonly refused = signal(false);

  protected readonly notice = signal<Noticed | null>(null);
  protected readonly editing = computed(() => this.composing()?.type === 'edit');
  #wasEditing = false;

  readonly #roomId = computed(() => this.room()?.id ?? null);

  constructor() {
    const { compact } = inject(Layout);
    effect(() => {
      const roomId = this.#roomId();
      if (roomId !== null && untracked(this.text) === '') this.show(draftOf(untracked(this.userId), roomId));
    });
    effect(() => {
      const composing = this.composing();
      untracked(() => this.#compose(composing));
    });
    // On a phone the keyboard would cover what the reader came for.
    afterNextRender(() => {
      if (!compact()) this.field().nativeElement.focus({ preventScroll: true });
    });
  }

  protected answering({ message }: Composing): string {
    const name = `\u2068${message.author.name}\u2069`;
    return $localize`:@@composer.answering:Answering ${name}:name:`;
  }

  protected typed(): void {
    const text = this.field().nativeElement.value;
    this.text.set(text);
    this.refused.set(false);
    this.notice.set(null);
    this.#fit();
    const roomId = this.#roomId();
    if (roomId === null) return;
    if (!this.editing()) keepDraft(this.#codec().encode(text), this.userId(), roomId);
    this.typing.emit(text.trim() !== '');
  }

  /** Ids that stand in the field are names from now on. */
  protected decodeBy(codec: MentionCodec): void {
    this.#codec.set(codec);
    if (codec.decode(this.text()) !== this.text()) this.show(this.text());
  }

  protected stopped(): void {
    this.typing.emit(false);
  }

  protected entered(event: Event): void {
    if (!(event instanceof KeyboardEvent) || event.shiftKey || confirmsWord(event)) return;
    event.preventDefault();
    this.sendBody();
  }

  protected escaped(event: Event): void {
    if (this.composing() === null || (event instanceof KeyboardEvent && confirmsWord(event))) return;
    event.stopPropagation();
    this.cancelled.emit();
  }

  protected up(event: Event): void {
    if (this.text() !== '' || this.composing() !== null) return;
    event.preventDefault();
    this.editLast.emit();
  }

  protected sendBody(): void {
    if (!this.sendable()) return;
    const isCommand = this.obey() !== null && !this.editing() && isSlashCommand(this.#body());
    if (isCommand) void this.#command(this.#body());
    else this.sendText(withoutEscape(this.#body()));
  }

  protected sendAsText(): void {
    this.sendText(this.#body());
  }

  protected sendText(body: string): void {
    const roomId = this.#roomId();
    if (roomId === null) return;
    this.refused.set(!this.send()(body));
    if (this.refused()) return;
    this.notice.set(null);
    if (!this.#wasEditing) this.#clear(roomId);
    this.stopped();
    this.field().nativeElement.focus();
  }

  /** What is written stays until it is done. */
  async #command(body: string): Promise<void> {
    const { commandIn } = await import('./slash-commands');
    const result = commandIn(body);
    if (result.type === 'send') return this.sendText(result.body);
    if (result.type !== 'wish') return this.notice.set(result);
    const words = await this.obey()?.(result.wish);
    if (words) return this.notice.set({ type: 'failed', words });
    this.notice.set(null);
    const roomId = this.#roomId();
    if (roomId !== null && this.#body() === body) this.#clear(roomId);
  }

  #clear(roomId: string): void {
    this.show('');
    keepDraft('', this.userId(), roomId);
  }

  /** What one was writing comes back after an edit. */
  #compose(composing: Composing | null): void {
    const roomId = this.#roomId();
    if (composing?.type === 'edit') this.show(composing.message.body);
    else if (this.#wasEditing && roomId !== null) this.show(draftOf(this.userId(), roomId));
    this.#wasEditing = composing?.type === 'edit';
    if (composing !== null) this.field().nativeElement.focus();
  }

  protected show(body: string): void {
    const text = this.#codec().decode(body);
    this.text.set(text);
    this.field().nativeElement.value = text;
    this.#fit();
  }

  /** Where the browser does not let the field grow with what is in it. */
  #fit(): void {
    if (GROWS_BY_ITSELF) return;
    const { nativeElement: field } = this.field();
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight}px`;
  }
}

/** An input method confirms a word with Enter, which Safari tells by the code alone; that is not the end of the message. */
function confirmsWord({ isComposing, keyCode }: KeyboardEvent): boolean {
  return isComposing || keyCode === 229;
}
