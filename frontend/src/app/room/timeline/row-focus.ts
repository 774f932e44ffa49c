import type { WritableSignal } from '@angular/core';

const LONG_PRESS_MS = 450;
/** A finger is never quite still. */
const STILL_PX = 10;

type Active = { key: string; how: 'bar' | 'sheet' } | null;

/** Which message of the list is meant: the one under the mouse, the focused one, the one a finger rests on. */
export class RowFocus {
  #pressing: { timer: ReturnType<typeof setTimeout>; x: number; y: number } | null = null;

  constructor(private readonly parts: { list: () => HTMLElement; active: WritableSignal<Active> }) {}

  elementOf(key: string): HTMLElement | null {
    return this.parts.list().querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  }

  pointed(event: PointerEvent): void {
    if (event.pointerType === 'mouse') this.#show(keyOf(event.target));
  }

  left(event: PointerEvent): void {
    if (event.pointerType === 'mouse' && !this.parts.list().contains(document.activeElement)) this.parts.active.set(null);
  }

  focused(event: FocusEvent): void {
    if (this.parts.active()?.how !== 'sheet') this.#show(keyOf(event.target));
  }

  /** The focus has gone to something else than a message. */
  blurred({ relatedTarget }: FocusEvent): void {
    if (this.parts.active()?.how === 'bar' && keyOf(relatedTarget) === null) this.parts.active.set(null);
  }

  pressed({ pointerType, target, clientX: x, clientY: y }: PointerEvent): void {
    this.released();
    const key = keyOf(target);
    if (pointerType === 'mouse' || key === null) return;
    const timer = setTimeout(() => this.parts.active.set({ key, how: 'sheet' }), LONG_PRESS_MS);
    this.#pressing = { timer, x, y };
  }

  moved({ clientX, clientY }: PointerEvent): void {
    const pressing = this.#pressing;
    if (pressing !== null && Math.hypot(clientX - pressing.x, clientY - pressing.y) > STILL_PX) this.released();
  }

  released(): void {
    clearTimeout(this.#pressing?.timer);
    this.#pressing = null;
  }

  /** The sheet stands for the browser's own menu. */
  menu(event: Event): void {
    if (this.parts.active()?.how === 'sheet') event.preventDefault();
  }

  /** The arrows go from message to message. */
  walk(event: KeyboardEvent): void {
    const step = stepOf(event);
    if (step === null) return;
    const articles = [...this.parts.list().querySelectorAll<HTMLElement>('article')];
    const at = articles.findIndex((article) => article.contains(document.activeElement));
    const next = at < 0 ? articles.at(step < 0 ? -1 : 0) : articles[at + step];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  }

  /** After what was shown for it has gone. */
  keep(): void {
    const key = keyOf(document.activeElement);
    if (key !== null) this.elementOf(key)?.querySelector('article')?.focus();
  }

  #show(key: string | null): void {
    if (key !== null && this.parts.active()?.key !== key) this.parts.active.set({ key, how: 'bar' });
  }
}

function keyOf(target: EventTarget | null): string | null {
  return target instanceof Element ? (target.closest<HTMLElement>('wt-message-row')?.dataset['key'] ?? null) : null;
}

function stepOf({ key, altKey, ctrlKey, metaKey, target }: KeyboardEvent): 1 | -1 | null {
  if (altKey || ctrlKey || metaKey || isControl(target)) return null;
  return key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : null;
}

/** Which has arrows of its own. */
function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('wt-message-actions, input, textarea') !== null;
}
