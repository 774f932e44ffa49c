export type Wish = 'find' | 'next' | 'previous' | 'close' | 'keys';

/** What a key means on the page, wherever the focus is. */
export function wishOf(event: KeyboardEvent): Wish | null {
  if (event.altKey) return meaning(WITH_ALT, event.key);
  if (event.ctrlKey || event.metaKey) return meaning(WITH_CONTROL, event.key.toLowerCase());
  if (event.key === 'Escape') return 'close';
  return isWriting(event.target) ? null : meaning(WITHOUT, event.key);
}

type Meanings = Partial<Record<string, Wish>>;

const WITH_CONTROL: Meanings = { k: 'find' };
const WITHOUT: Meanings = { '?': 'keys' };
const WITH_ALT: Meanings = { ArrowDown: 'next', ArrowUp: 'previous' };

function meaning(meanings: Meanings, key: string): Wish | null {
  return meanings[key] ?? null;
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
