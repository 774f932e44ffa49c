export type Walk = 'next' | 'previous' | 'next unread' | 'previous unread';
export type Wish = 'find' | Walk | 'close' | 'keys';

/** What a key means on the page, wherever the focus is. */
export function wishOf(event: KeyboardEvent): Wish | null {
  if (event.altKey) return meaning(event.shiftKey ? WITH_ALT_AND_SHIFT : WITH_ALT, event.key);
  if (event.ctrlKey || event.metaKey) return meaning(WITH_CONTROL, event.key.toLowerCase());
  if (event.key === 'Escape') return 'close';
  return isWriting(event.target) ? null : meaning(WITHOUT, event.key);
}

type Meanings = Partial<Record<string, Wish>>;

const WITH_CONTROL: Meanings = { k: 'find' };
const WITHOUT: Meanings = { '?': 'keys' };
const WITH_ALT: Meanings = { ArrowDown: 'next', ArrowUp: 'previous' };
const WITH_ALT_AND_SHIFT: Meanings = { ArrowDown: 'next unread', ArrowUp: 'previous unread' };

function meaning(meanings: Meanings, key: string): Wish | null {
  return meanings[key] ?? null;
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
