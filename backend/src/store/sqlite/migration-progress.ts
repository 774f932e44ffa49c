const SLOW_AFTER_MS = 1_000;
const AGAIN_AFTER_MS = 10_000;
const SECOND_MS = 1_000;

/** Which of the steps between the file's schema and this version's is under way. */
export interface MigrationStep {
  step: number;
  steps: number;
}

export interface MigrationProgress extends MigrationStep {
  seconds: number;
}

/** Tells of a migration that takes more than a second, and every ten seconds from then on. */
export class SlowMigration {
  readonly #tell: (progress: MigrationProgress) => void;
  #current: MigrationStep | null = null;
  #beganAt = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(tell: (progress: MigrationProgress) => void) {
    this.#tell = tell;
  }

  begin(step: MigrationStep): void {
    if (this.#current === null) {
      this.#beganAt = performance.now();
      this.#tellAfter(SLOW_AFTER_MS);
    }
    this.#current = step;
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  #tellAfter(delayMs: number): void {
    this.#timer = setTimeout(() => {
      if (this.#current) this.#tell({ ...this.#current, seconds: Math.round((performance.now() - this.#beganAt) / SECOND_MS) });
      this.#tellAfter(AGAIN_AFTER_MS);
    }, delayMs);
  }
}
