import { WAL_BYTES_KEPT } from '../database.ts';
import type { WalSize } from '../../store.ts';

export interface WalLimits {
  /** What the log is cut to; not more than this is small. */
  keptBytes: number;
  /** More than this is large. */
  largeBytes: number;
}

export const WAL_LIMITS: WalLimits = { keptBytes: WAL_BYTES_KEPT, largeBytes: 2 * WAL_BYTES_KEPT };

/** Tells once when the log has become large, and once when it is small again. */
export class WalWatch {
  readonly #limits: WalLimits;
  readonly #tell: (size: WalSize) => void;
  #isLarge = false;

  constructor(limits: WalLimits, tell: (size: WalSize) => void) {
    this.#limits = limits;
    this.#tell = tell;
  }

  note(bytes: number): void {
    const isLarge = this.#isLarge ? bytes > this.#limits.keptBytes : bytes > this.#limits.largeBytes;
    if (isLarge === this.#isLarge) return;
    this.#isLarge = isLarge;
    this.#tell({ bytes, isLarge });
  }
}
