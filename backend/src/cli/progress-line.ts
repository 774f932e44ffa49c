import type { Terminal } from './terminal.ts';

const CLEAR_LINE = '\r\u001b[K';

/** One line that is written over with every whole per cent, and gone at the end. */
export class ProgressLine {
  readonly #terminal: Terminal;
  readonly #words: string;
  #shown = -1;

  constructor(terminal: Terminal, words: string) {
    this.#terminal = terminal;
    this.#words = words;
  }

  show(done: number, total: number): void {
    const percent = total === 0 ? 0 : Math.floor((done / total) * 100);
    if (!this.#terminal.isWatched || percent === this.#shown) return;
    this.#shown = percent;
    this.#terminal.err(`${CLEAR_LINE}${this.#words} ${percent} %`);
  }

  end(): void {
    if (this.#shown >= 0) this.#terminal.err(CLEAR_LINE);
  }
}
