import { inlineOf } from './inline';
import type { Block, Inline, ListItem } from './tokens';

/** Quotes in quotes, and lists in lists; what is deeper is shown as it was written. */
const DEEPEST = 4;
const FENCE = /^ {0,3}(`{3,}|~{3,})\s*([\w+#.-]{0,30})\s*$/u;
const QUOTE = /^ {0,3}> ?/u;
const ITEM = /^( {0,12})(?:[-*+]|(\d{1,9})[.)])[ \t]+(?=\S)/u;
const TASK = /^\[([ xX])\][ \t]+/u;
const DIVIDER = /^ {0,3}\|?[ \t]*:?-{1,}:?[ \t]*(?:\|[ \t]*:?-{1,}:?[ \t]*){0,30}\|?[ \t]*$/u;

/** A message's Markdown. Never fails: what is no mark is text. */
export function blocksOf(text: string, depth = 0): Block[] {
  return new Reader(text.split('\n'), depth).read();
}

class Reader {
  readonly #lines: readonly string[];
  readonly #depth: number;
  readonly #blocks: Block[] = [];
  #plain: string[] = [];
  #at = 0;

  constructor(lines: readonly string[], depth: number) {
    this.#lines = lines;
    this.#depth = depth;
  }

  read(): Block[] {
    while (this.#at < this.#lines.length) {
      if (this.#code() || this.#quote() || this.#list() || this.#table()) continue;
      this.#plain.push(this.#lines[this.#at] ?? '');
      this.#at += 1;
    }
    this.#endParagraph();
    return this.#blocks;
  }

  #code(): boolean {
    const [, fence, language = ''] = FENCE.exec(this.#line()) ?? [];
    if (fence === undefined) return false;
    const from = this.#at + 1;
    this.#at = from;
    while (this.#at < this.#lines.length && !this.#closes(fence)) this.#at += 1;
    this.#push({ type: 'code', language: language.toLowerCase(), text: this.#lines.slice(from, this.#at).join('\n') });
    this.#at += 1;
    return true;
  }

  #closes(fence: string): boolean {
    const line = this.#line().trim();
    return line.startsWith(fence) && line === (fence[0] ?? '').repeat(line.length);
  }

  #quote(): boolean {
    if (this.#depth >= DEEPEST || !QUOTE.test(this.#line())) return false;
    const lines = this.#while((line) => QUOTE.test(line)).map((line) => line.replace(QUOTE, ''));
    this.#push({ type: 'quote', blocks: new Reader(lines, this.#depth + 1).read() });
    return true;
  }

  #list(): boolean {
    if (!ITEM.test(this.#line())) return false;
    this.#push({ type: 'list', items: this.#while((line) => ITEM.test(line)).map(itemOf) });
    return true;
  }

  #table(): boolean {
    const head = this.#line();
    if (!head.includes('|') || !DIVIDER.test(this.#lines[this.#at + 1] ?? '')) return false;
    this.#at += 2;
    const rows = this.#while((line) => line.includes('|')).map(cellsOf);
    this.#push({ type: 'table', head: cellsOf(head), rows });
    return true;
  }

  #line(): string {
    return this.#lines[this.#at] ?? '';
  }

  #while(isOne: (line: string) => boolean): string[] {
    const from = this.#at;
    while (this.#at < this.#lines.length && isOne(this.#line())) this.#at += 1;
    return this.#lines.slice(from, this.#at);
  }

  #push(block: Block): void {
    this.#endParagraph();
    this.#blocks.push(block);
  }

  /** As it was written, with its empty lines; next to another block these are its margin. */
  #endParagraph(): void {
    const isFirst = this.#blocks.length === 0;
    const isLast = this.#at >= this.#lines.length;
    let text = this.#plain.join('\n');
    if (!isFirst) text = text.replace(/^\n+/u, '');
    if (!isLast) text = text.replace(/\n+$/u, '');
    const isThere = this.#plain.length > 0 && (text !== '' || (isFirst && isLast));
    if (isThere) this.#blocks.push({ type: 'paragraph', inside: inlineOf(text) });
    this.#plain = [];
  }
}

function itemOf(line: string): ListItem {
  const [mark = '', indent = '', number] = ITEM.exec(line) ?? [];
  const text = line.slice(mark.length);
  const task = TASK.exec(text);
  return {
    level: Math.min(Math.floor(indent.length / 2), DEEPEST),
    number: number === undefined ? null : Number(number),
    done: task === null ? null : task[1] !== ' ',
    inside: inlineOf(task === null ? text : text.slice(task[0].length)),
  };
}

function cellsOf(line: string): Inline[][] {
  return line.trim().replace(/^\||\|$/gu, '').split('|').map((cell) => inlineOf(cell.trim()));
}
