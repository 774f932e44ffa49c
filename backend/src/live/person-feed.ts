/** Changed rooms remembered of one person; a device that has missed more is given everything. */
export const CHANGES_KEPT = 1_000;

/** Which of somebody's rooms changed at which version. Versions of a new feed are above all that the one before can have had. */
export class PersonFeed {
  readonly #changed = new Map<string, number>();
  #version: number;
  #floor: number;

  constructor(nowMs: number) {
    this.#version = nowMs;
    this.#floor = nowMs;
  }

  get version(): number {
    return this.#version;
  }

  get size(): number {
    return this.#changed.size;
  }

  /** The version that these changes make. */
  change(roomIds: Iterable<string>): number {
    this.#version++;
    for (const roomId of roomIds) this.#note(roomId);
    return this.#version;
  }

  /** The rooms that changed after `version`; null where it is from another feed, or too long ago. */
  changedSince(version: number): Set<string> | null {
    if (version < this.#floor || version > this.#version) return null;
    return new Set([...this.#changed].filter(([, at]) => at > version).map(([roomId]) => roomId));
  }

  /** The oldest first. */
  #note(roomId: string): void {
    this.#changed.delete(roomId);
    this.#changed.set(roomId, this.#version);
    if (this.#changed.size <= CHANGES_KEPT) return;
    for (const [oldest, at] of this.#changed.entries().take(1)) {
      this.#changed.delete(oldest);
      this.#floor = at;
    }
  }
}
