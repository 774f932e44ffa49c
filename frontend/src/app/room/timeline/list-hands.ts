const UP_KEYS: ReadonlySet<string> = new Set(['ArrowUp', 'PageUp', 'Home']);
/** A finger that taps is never quite still. */
const STILL_PX = 4;

interface Hands {
  /** The reader wants to see what is further up, and the list can go there. */
  up: () => void;
  moved: () => void;
}

/** Text that is being marked must stand still. */
function selects(scroller: HTMLElement): boolean {
  const selection = getSelection();
  return selection !== null && !selection.isCollapsed && scroller.contains(selection.anchorNode);
}

/** What the reader does to the list with a wheel, a finger or a key, told before the list moves by it. Until it is called off. */
export function watchHands(scroller: HTMLElement, { up, moved }: Hands): () => void {
  const ended = new AbortController();
  const upwards = (isSo: boolean): void => {
    moved();
    if (isSo && scroller.scrollTop > 0) up();
  };
  let finger = 0;
  const hear = <Name extends 'wheel' | 'touchstart' | 'touchmove' | 'keydown' | 'pointerdown'>(name: Name, heard: (event: HTMLElementEventMap[Name]) => void): void =>
    scroller.addEventListener(name, heard, { passive: true, signal: ended.signal });
  hear('wheel', ({ deltaY, ctrlKey }) => upwards(deltaY < 0 && !ctrlKey));
  hear('touchstart', ({ touches }) => (finger = touches[0]?.clientY ?? 0));
  hear('touchmove', ({ touches }) => upwards((touches[0]?.clientY ?? 0) > finger + STILL_PX));
  hear('keydown', ({ key, shiftKey }) => upwards(UP_KEYS.has(key) || (key === ' ' && shiftKey)));
  hear('pointerdown', moved);
  document.addEventListener('selectionchange', () => selects(scroller) && up(), { signal: ended.signal });
  return () => ended.abort();
}
