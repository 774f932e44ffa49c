import { Component, computed, input } from '@angular/core';

interface Part {
  text: string;
  href: string | null;
}

const ADDRESS = /https?:\/\/[^\s<>"']+/giu;
const NOT_AT_THE_END = /[.,;:!?)\]}'"…]+$/u;

/** Text, and nothing but text; what is plainly a web address becomes a link. */
export function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const href = match[0].replace(NOT_AT_THE_END, '');
    if (!URL.canParse(href)) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index), href: null });
    parts.push({ text: href, href });
    end = match.index + href.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), href: null });
  return parts;
}

@Component({
  selector: 'wt-linked-text',
  template: `@for (part of parts(); track $index) {@if (part.href !== null) {<a [href]="part.href" target="_blank" rel="noopener noreferrer nofollow">{{ part.text }}</a>} @else {{{ part.text }}}}`,
})
export class LinkedText {
  readonly text = input.required<string>();
  protected readonly parts = computed(() => partsOf(this.text()));
}
