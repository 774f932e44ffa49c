/** What the reader wants of the whole list: its newest message, its oldest, those of some day, or all of it marked as read. */
export type ListWish = 'latest' | 'beginning' | 'date' | 'read';

const WISHES: Partial<Record<string, ListWish>> = { Home: 'beginning', End: 'latest', Escape: 'read' };

export function wishOf({ key, target, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): ListWish | null {
  const isControl = target instanceof Element && target.closest('wt-message-actions, input, textarea') !== null;
  return isControl || altKey || ctrlKey || metaKey || shiftKey ? null : (WISHES[key] ?? null);
}

/** Wherever the focus is, and whatever alphabet the keys write. */
export function asksForDate({ code, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
  return code === 'KeyG' && (ctrlKey || metaKey) && !shiftKey && !altKey;
}
