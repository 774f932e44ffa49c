export type Walk = 'next' | 'previous' | 'next unread' | 'previous unread';
export type Wish = 'find' | 'search' | Walk | 'close' | 'keys';

/** On a Mac, Option with an arrow and Control with a letter move and cut text; there Command is what Control is elsewhere. */
const IS_MAC = /Mac|iPhone|iPad/.test(navigator.platform);

/** What a key means on the page, wherever the focus is. */
export function wishOf(event: KeyboardEvent, isMac = IS_MAC): Wish | null {
  if (event.altKey) return keepsArrows(event.target, isMac) ? null : meaning(event.shiftKey ? WITH_ALT_AND_SHIFT : WITH_ALT, event.key);
  if (isCommand(event, isMac)) return meaning(WITH_CONTROL, letterOf(event));
  if (event.key === 'Escape') return 'close';
  return isWriting(event.target) ? null : meaning(WITHOUT, event.key);
}

function isCommand({ ctrlKey, metaKey }: KeyboardEvent, isMac: boolean): boolean {
  return metaKey || (ctrlKey && !isMac);
}

type Meanings = Partial<Record<string, Wish>>;

const WITH_CONTROL: Meanings = { k: 'find', f: 'search' };
const WITHOUT: Meanings = { '?': 'keys' };
const WITH_ALT: Meanings = { ArrowDown: 'next', ArrowUp: 'previous' };
const WITH_ALT_AND_SHIFT: Meanings = { ArrowDown: 'next unread', ArrowUp: 'previous unread' };

function meaning(meanings: Meanings, key: string): Wish | null {
  return meanings[key] ?? null;
}

/** What the key writes; where that is no Latin letter, the letter that stands there on most keyboards. */
function letterOf({ key, code }: KeyboardEvent): string {
  return /^[a-z]$/i.test(key) ? key.toLowerCase() : (/^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? '');
}

function keepsArrows(target: EventTarget | null, isMac: boolean): boolean {
  return target instanceof HTMLSelectElement || (isMac && isWriting(target));
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
