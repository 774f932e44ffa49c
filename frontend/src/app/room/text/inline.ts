import { isSafe, linksIn } from './links';
import type { Inline } from './tokens';

const EMPHASIS = { '**': 'bold', '*': 'italic', _: 'italic', '~~': 'strike' } as const;
type Mark = keyof typeof EMPHASIS;

const LABEL_MOST = 300;
const ADDRESS_MOST = 2_000;
const MENTION = /^<@([\w-]{1,64})>/u;
const NAMED = new RegExp(`^\\[([^\\]\\n]{1,${LABEL_MOST}})\\]\\(([^\\s()]{1,${ADDRESS_MOST}}(?:\\([^\\s()]{0,${ADDRESS_MOST}}\\)[^\\s()]{0,${ADDRESS_MOST}})?)\\)`, 'u');
const SPECIAL = /[`*_~[<\\]|https?:\/\/|mailto:/giu;
const ESCAPED = /^\\[`*_~[\]<>\\|#-]/u;
const WORD = /[\p{L}\p{N}]/u;

interface Open {
  mark: Mark;
  at: number;
}

/** Marks in a text, in one pass: each kind of emphasis is open at most once, so that closing one moves each token a bounded number of times. */
export function inlineOf(text: string): Inline[] {
  return new Reader(text).read();
}

class Reader {
  readonly #text: string;
  readonly #links: ReturnType<typeof linksIn>;
  readonly #runs: Map<number, number[]>;
  #tokens: Inline[] = [];
  #open: Open[] = [];
  #literal = 0;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#links = linksIn(text);
    this.#runs = backticksIn(text);
  }

  read(): Inline[] {
    SPECIAL.lastIndex = 0;
    while (this.#at < this.#text.length) {
      SPECIAL.lastIndex = this.#at;
      const next = SPECIAL.exec(this.#text)?.index;
      if (next === undefined) break;
      this.#at = next;
      if (!this.#take()) this.#at += 1;
    }
    this.#at = this.#text.length;
    this.#flush();
    return joined(this.#tokens);
  }

  /** False where what stands here is a character like others. */
  #take(): boolean {
    switch (this.#text[this.#at]) {
      case '\\':
        return this.#escape();
      case '`':
        return this.#code();
      case '[':
        return this.#named();
      case '<':
        return this.#mention();
      default:
        return this.#emphasis() || this.#address();
    }
  }

  #escape(): boolean {
    if (!ESCAPED.test(this.#text.slice(this.#at, this.#at + 2))) return false;
    this.#flush();
    this.#tokens.push({ type: 'text', text: this.#text[this.#at + 1] ?? '' });
    return this.#goTo(this.#at + 2);
  }

  #code(): boolean {
    const length = runAt(this.#text, this.#at);
    const ends = this.#runs.get(length) ?? [];
    while (ends[0] !== undefined && ends[0] <= this.#at) ends.shift();
    const end = ends[0];
    if (end === undefined) {
      this.#at += length - 1;
      return false;
    }
    const inside = this.#text.slice(this.#at + length, end);
    const text = /^ .*[^ ].* $/su.test(inside) ? inside.slice(1, -1) : inside;
    return this.#push({ type: 'code', text }, end + length);
  }

  #named(): boolean {
    const [all, text = '', href = ''] = NAMED.exec(this.#text.slice(this.#at, this.#at + LABEL_MOST + ADDRESS_MOST)) ?? [];
    if (all === undefined || !isSafe(href)) return false;
    return this.#push({ type: 'link', href, text, host: hostOf(href, text) }, this.#at + all.length);
  }

  #mention(): boolean {
    const [all, userId] = MENTION.exec(this.#text.slice(this.#at, this.#at + 70)) ?? [];
    return all !== undefined && userId !== undefined && this.#push({ type: 'mention', userId }, this.#at + all.length);
  }

  #address(): boolean {
    while (this.#links[0] !== undefined && this.#links[0].from < this.#at) this.#links.shift();
    const link = this.#links[0];
    return link?.from === this.#at && this.#push({ type: 'link', href: link.href, text: link.href, host: null }, link.to);
  }

  #emphasis(): boolean {
    const mark = markAt(this.#text, this.#at);
    if (mark === null) return false;
    const around = { before: this.#text[this.#at - 1] ?? ' ', after: this.#text[this.#at + mark.length] ?? ' ' };
    const isOpen = this.#open.some((open) => open.mark === mark);
    if (isOpen && mayClose(mark, around)) return this.#close(mark);
    return !isOpen && mayOpen(around) ? this.#begin(mark) : this.#skip(mark);
  }

  #begin(mark: Mark): boolean {
    this.#flush();
    this.#open.push({ mark, at: this.#tokens.length });
    this.#tokens.push({ type: 'text', text: mark });
    return this.#goTo(this.#at + mark.length);
  }

  #close(mark: Mark): boolean {
    this.#flush();
    const place = this.#open.findIndex((open) => open.mark === mark);
    const at = this.#open[place]?.at ?? 0;
    this.#open = this.#open.slice(0, place);
    const inside = joined(this.#tokens.splice(at).slice(1));
    this.#tokens.push({ type: EMPHASIS[mark], inside });
    return this.#goTo(this.#at + mark.length);
  }

  /** Both characters of a mark of two stay text. */
  #skip(mark: Mark): boolean {
    this.#at += mark.length - 1;
    return false;
  }

  #push(token: Inline, end: number): boolean {
    this.#flush();
    this.#tokens.push(token);
    return this.#goTo(end);
  }

  #goTo(end: number): boolean {
    this.#at = end;
    this.#literal = end;
    return true;
  }

  #flush(): void {
    if (this.#at > this.#literal) this.#tokens.push({ type: 'text', text: this.#text.slice(this.#literal, this.#at) });
    this.#literal = this.#at;
  }
}

interface Around {
  before: string;
  after: string;
}

function mayOpen({ before, after }: Around): boolean {
  return !/\s/u.test(after) && !WORD.test(before);
}

function mayClose(mark: Mark, { before, after }: Around): boolean {
  return !/\s/u.test(before) && !(mark === '_' && WORD.test(after));
}

function markAt(text: string, at: number): Mark | null {
  const two = text.slice(at, at + 2);
  if (two === '**' || two === '~~') return two;
  const one = text[at];
  return one === '*' || one === '_' ? one : null;
}

function runAt(text: string, at: number): number {
  let end = at;
  while (text[end] === '`') end += 1;
  return end - at;
}

/** Where runs of backticks begin, by their length. */
function backticksIn(text: string): Map<number, number[]> {
  const runs = new Map<number, number[]>();
  for (const { index, 0: run } of text.matchAll(/`+/gu)) runs.set(run.length, [...(runs.get(run.length) ?? []), index]);
  return runs;
}

/** Where the text says it itself there is nothing to add. */
function hostOf(href: string, text: string): string | null {
  const { host, pathname, protocol } = new URL(href);
  const where = protocol === 'mailto:' ? pathname : host;
  return text === href || text === where ? null : where;
}

function joined(tokens: readonly Inline[]): Inline[] {
  const result: Inline[] = [];
  for (const token of tokens) {
    const last = result.at(-1);
    if (token.type === 'text' && last?.type === 'text') result[result.length - 1] = { type: 'text', text: last.text + token.text };
    else result.push(token);
  }
  return result;
}
