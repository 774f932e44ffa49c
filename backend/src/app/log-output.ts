import sonicBoom, { type SonicBoom } from 'sonic-boom';

/** Of lines that wait to be written; what comes beyond is lost, and counted. */
export const WAITING_BYTES = 1_048_576;
const CLOSE_WITHIN_MS = 1_000;

export interface LogOutputOptions {
  fd: number;
  waitingBytes: number;
}

/**
 * Where log lines go, and never what the server waits for: a log that nobody reads, whose reader is gone or whose disk is
 * full costs lines, not service. A failed write is tried again with the next line.
 */
export class LogOutput {
  readonly #stream: SonicBoom;
  #closing: Promise<unknown> | null = null;
  #lost = 0;
  #lostUntold = 0;
  #onResumed: (lost: number) => void = () => undefined;

  constructor({ fd, waitingBytes }: LogOutputOptions = standardOutput()) {
    this.#stream = new sonicBoom.SonicBoom({ fd, sync: false, maxLength: waitingBytes });
    this.#stream.on('drop', () => this.#lose()).on('drain', () => this.#tellLost());
    this.#stream.on('error', () => undefined);
  }

  /** Lines that were not written, since the start. */
  get lost(): number {
    return this.#lost;
  }

  /** Called when all that waited is written after lines were lost. */
  onResumed(listener: (lost: number) => void): void {
    this.#onResumed = listener;
  }

  /** Never waits and never throws. */
  write(line: string): void {
    if (this.#closing === null) this.#stream.write(line);
  }

  /** Writes what waits, as far as somebody takes it within a second. Never rejects. */
  close(): Promise<unknown> {
    return (this.#closing ??= this.#end());
  }

  #end(): Promise<unknown> {
    const ended = ['close', 'error'].map((event) => new Promise((resolve) => this.#stream.once(event, resolve)));
    this.#stream.end();
    return Promise.race([...ended, new Promise((resolve) => setTimeout(resolve, CLOSE_WITHIN_MS))]);
  }

  #lose(): void {
    this.#lost++;
    this.#lostUntold++;
  }

  #tellLost(): void {
    if (this.#lostUntold === 0) return;
    const lost = this.#lostUntold;
    this.#lostUntold = 0;
    this.#onResumed(lost);
  }
}

/**
 * Looking at `process.stdout` makes a pipe one that says "not now" instead of holding the thread that writes: a process
 * cannot end while one of its threads is held. What the console prints must not end the server either.
 */
function standardOutput(): LogOutputOptions {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  return { fd: 1, waitingBytes: WAITING_BYTES };
}
