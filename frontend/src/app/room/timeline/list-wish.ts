/** What the reader wants of the whole list: its newest message, its oldest, or all of it marked as read. */
export type ListWish = 'latest' | 'beginning' | 'read';

const WISHES: Partial<Record<string, ListWish>> = { Home: 'beginning', End: 'latest', Escape: 'read' };

export function wishOf({ key, target, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): ListWish | null {
  const isControl = target instanceof Element && target.closest('wt-message-actions, input, textarea') !== null;
  return isControl || altKey || ctrlKey || metaKey || shiftKey ? null : (WISHES[key] ?? null);
}
