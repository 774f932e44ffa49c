import { Component, type ElementRef, afterNextRender, computed, output, resource, signal, viewChild } from '@angular/core';
import { chosenLanguage } from '../../i18n/language';
import { recall, remember } from '../../local/local-storage';
import { type Emoji, findEmoji, loadEmoji } from './emoji-data';

const RECENT = 'emoji';
const RECENT_MOST = 16;
const TONE = 'emojiTone';
/** More are found by a longer word. */
const FOUND_MOST = 120;

/** All emoji by group, found by words of both languages; the arrows go through them. */
@Component({
  selector: 'wt-emoji-picker',
  templateUrl: './emoji-picker.html',
  styleUrl: './emoji-picker.css',
  host: { role: 'dialog', 'aria-modal': 'false', '[attr.aria-label]': 'label', '(keydown.escape)': '$event.stopPropagation(); closed.emit()', '(keydown)': 'walk($event)' },
})
export class EmojiPicker {
  readonly picked = output<string>();
  readonly closed = output();

  protected readonly label = $localize`:@@emoji.label:Emoji`;
  protected readonly search = viewChild.required<ElementRef<HTMLInputElement>>('search');
  protected readonly grid = viewChild.required<ElementRef<HTMLElement>>('grid');
  protected readonly find = signal('');
  protected readonly data = resource({ loader: () => loadEmoji(chosenLanguage()) });
  protected readonly tone = signal(Number(recall(TONE) ?? 0));
  protected readonly tones = ['✋', '✋🏻', '✋🏼', '✋🏽', '✋🏾', '✋🏿'];
  readonly #recent = signal<readonly string[]>((recall(RECENT) ?? '').split(' ').filter((emoji) => emoji !== ''));

  protected readonly sections = computed(() => {
    const data = this.data.hasValue() ? this.data.value() : null;
    if (data === null) return [];
    if (this.find().trim() !== '') return [{ name: $localize`:@@emoji.found:Found`, emoji: findEmoji(data.emoji, this.find()).slice(0, FOUND_MOST) }];
    const byGroup = Map.groupBy(data.emoji, ({ group }) => group);
    const groups = [...byGroup].map(([group, emoji]) => ({ name: data.groups[group] ?? '', emoji }));
    const recent = this.#recent().map((char) => data.emoji.find(({ emoji, tones }) => emoji === char || tones.includes(char)) ?? null);
    const known = recent.filter((emoji) => emoji !== null);
    return known.length > 0 ? [{ name: $localize`:@@emoji.recent:Lately used`, emoji: known }, ...groups] : groups;
  });
  protected readonly none = computed(() => this.data.hasValue() && this.sections().every(({ emoji }) => emoji.length === 0));

  constructor() {
    afterNextRender(() => this.search().nativeElement.focus({ preventScroll: true }));
  }

  protected drawn({ emoji, tones }: Emoji): string {
    return tones[this.tone() - 1] ?? emoji;
  }

  protected chooseTone(tone: number): void {
    this.tone.set(tone);
    remember(TONE, String(tone));
  }

  protected pick(emoji: Emoji): void {
    const drawn = this.drawn(emoji);
    remember(RECENT, [drawn, ...this.#recent().filter((other) => other !== drawn)].slice(0, RECENT_MOST).join(' '));
    this.picked.emit(drawn);
  }

  protected pickFirst(event: Event): void {
    if (event instanceof KeyboardEvent && (event.isComposing || event.keyCode === 229)) return;
    const first = this.sections()[0]?.emoji[0];
    if (first !== undefined && this.find().trim() !== '') this.pick(first);
  }

  protected walk(event: KeyboardEvent): void {
    const step = stepOf(event.key);
    if (step === null) return;
    const buttons = [...this.grid().nativeElement.querySelectorAll<HTMLButtonElement>('button')];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    // In the search the arrows to the sides are the text's.
    if (at < 0 && step.x !== 0) return;
    event.preventDefault();
    const next = at < 0 ? buttons[0] : nextOf(buttons, { at, step });
    (next ?? this.search().nativeElement).focus();
  }
}

function stepOf(key: string): { x: number; y: number } | null {
  return { ArrowRight: { x: 1, y: 0 }, ArrowLeft: { x: -1, y: 0 }, ArrowDown: { x: 0, y: 1 }, ArrowUp: { x: 0, y: -1 } }[key] ?? null;
}

function nextOf(buttons: readonly HTMLButtonElement[], { at, step }: { at: number; step: { x: number; y: number } }): HTMLButtonElement | undefined {
  return step.x !== 0 ? (buttons[at + step.x] ?? buttons[at]) : (below(buttons, { at, down: step.y > 0 }) ?? (step.y > 0 ? buttons[at] : undefined));
}

/** The one in the next line that stands nearest under or over it. */
function below(buttons: readonly HTMLButtonElement[], { at, down }: { at: number; down: boolean }): HTMLButtonElement | undefined {
  const from = buttons[at]?.getBoundingClientRect();
  if (from === undefined) return undefined;
  const rest = down ? buttons.slice(at + 1) : buttons.slice(0, at).reverse();
  const line = rest.find((button) => (down ? button.getBoundingClientRect().top > from.top : button.getBoundingClientRect().top < from.top));
  const top = line?.getBoundingClientRect().top;
  const inLine = rest.filter((button) => button.getBoundingClientRect().top === top);
  return inLine.sort((a, b) => Math.abs(a.getBoundingClientRect().left - from.left) - Math.abs(b.getBoundingClientRect().left - from.left))[0];
}
