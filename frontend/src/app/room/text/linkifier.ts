import { signal } from '@angular/core';
import type { LinkifyIt } from 'linkify-it';

const loaded = signal<LinkifyIt | null>(null);
let asked: Promise<void> | null = null;

/** Knows where an address ends; null until somebody has written one and it has come. Texts that read it are drawn again then. */
export const linkifier = loaded.asReadonly();

/** Asked for again by the next text where it did not come. */
export function loadLinkifier(): Promise<void> {
  asked ??= load().catch(() => {
    asked = null;
  });
  return asked;
}

async function load(): Promise<void> {
  const { LinkifyIt } = await import('linkify-it');
  loaded.set(new LinkifyIt({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false }));
}
