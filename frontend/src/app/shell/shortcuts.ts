export type Wish = 'find' | 'next' | 'previous' | 'close' | 'keys';

/** What a key means on the page, wherever the focus is. */
export function wishOf(event: KeyboardEvent): Wish | null {
  if (event.altKey) return WITH_ALT[event.key] ?? null;
  if (event.ctrlKey || event.metaKey) return WITH_CONTROL[event.key.toLowerCase()] ?? null;
  if (event.key === 'Escape') return 'close';
  return isWriting(event.target) ? null : (WITHOUT[event.key] ?? null);
}

const WITH_CONTROL: Partial<Record<string, Wish>> = { k: 'find' };
const WITHOUT: Partial<Record<string, Wish>> = { '?': 'keys' };
const WITH_ALT: Partial<Record<string, Wish>> = { ArrowDown: 'next', ArrowUp: 'previous' };

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
