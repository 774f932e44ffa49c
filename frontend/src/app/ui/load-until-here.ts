import { DestroyRef, inject, signal, type Signal } from '@angular/core';

const AGAIN_MS = 2_000;
const AT_ONCE = (act: () => void): void => act();

/**
 * True once it is loaded. It is asked for again where the server is not there just then: a template that waits for its parts
 * by itself asks once, complains in the console, and never shows them.
 */
export function loadUntilHere(load: () => Promise<unknown>, begin = AT_ONCE): Signal<boolean> {
  const here = signal(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let gone = false;
  const tryIt = async (): Promise<void> => {
    try {
      await load();
      here.set(true);
    } catch {
      if (!gone) timer = setTimeout(() => void tryIt(), AGAIN_MS);
    }
  };
  inject(DestroyRef).onDestroy(() => {
    gone = true;
    clearTimeout(timer);
  });
  begin(() => void tryIt());
  return here.asReadonly();
}
