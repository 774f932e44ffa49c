import { foldedPlaces, foldText } from '@contract/search-text';
import type { SearchSegment } from '@contract/rest';

const NAME = 'found';
const TRIES = 60;
const TRY_EVERY_MS = 100;

/** Marks in the conversation what was looked for, in the message that the address names, when it is there. */
export class HitMarks {
  #timer: ReturnType<typeof setTimeout> | undefined;

  show(snippet: readonly SearchSegment[]): void {
    this.clear();
    const terms = [...new Set(snippet.filter(({ hit }) => hit === true).map(({ text }) => foldText(text)))];
    if (terms.length > 0 && 'highlights' in CSS) this.#try(terms, TRIES);
  }

  clear(): void {
    clearTimeout(this.#timer);
    if ('highlights' in CSS) CSS.highlights.delete(NAME);
  }

  #try(terms: string[], tries: number): void {
    this.#timer = setTimeout(() => {
      const ranges = [...document.querySelectorAll('.marked .body')].flatMap((body) => rangesIn(body, terms));
      if (ranges.length > 0) CSS.highlights.set(NAME, new Highlight(...ranges));
      else if (tries > 1) this.#try(terms, tries - 1);
    }, TRY_EVERY_MS);
  }
}

function rangesIn(body: Element, terms: string[]): Range[] {
  const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const ranges: Range[] = [];
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) ranges.push(...terms.flatMap((term) => rangesOf(node, term)));
  return ranges;
}

function rangesOf(node: Node, term: string): Range[] {
  const { folded, places } = foldedPlaces(node.textContent ?? '');
  const ranges: Range[] = [];
  for (let at = folded.indexOf(term); at !== -1; at = folded.indexOf(term, at + term.length)) {
    const range = document.createRange();
    range.setStart(node, places[at] ?? 0);
    range.setEnd(node, places[at + term.length] ?? 0);
    ranges.push(range);
  }
  return ranges;
}
