import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CHUNK = Buffer.alloc(4_096, '\n');

/** A pipe that is full, with a reader who does not read. */
export class FullPipe {
  readonly #folder = mkdtempSync(join(tmpdir(), 'watek-pipe-'));
  readonly path = join(this.#folder, 'pipe');
  readonly #reader: number;
  #isClosed = false;

  constructor() {
    execFileSync('mkfifo', [this.path]);
    this.#reader = openSync(this.path, constants.O_RDWR | constants.O_NONBLOCK);
    for (const chunk of [CHUNK, CHUNK.subarray(0, 1)]) while (tries(() => writeSync(this.#reader, chunk)) > 0);
  }

  /** As a shell gives it to a program: whoever writes to it waits until there is space. */
  openForWriting(): number {
    return openSync(this.path, 'w');
  }

  /** What is in it now. */
  read(): string {
    const into = Buffer.alloc(1_048_576);
    let text = '';
    for (;;) {
      const bytes = tries(() => readSync(this.#reader, into));
      if (bytes === 0) return text;
      text += into.toString('utf8', 0, bytes);
    }
  }

  /** From then on a writer gets EPIPE. */
  closeReader(): void {
    if (!this.#isClosed) closeSync(this.#reader);
    this.#isClosed = true;
  }

  remove(): void {
    this.closeReader();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** 0: not now. */
function tries(transfer: () => number): number {
  try {
    return transfer();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    return 0;
  }
}
