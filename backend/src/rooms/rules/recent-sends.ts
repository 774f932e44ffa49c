import type { SentBefore } from '../../store/store.ts';

const KEPT = 1_000;

/** The newest messages' client ids with their first results. Older ones are found by the journal's unique index. */
export class RecentCommands {
  readonly #byKey = new Map<string, SentBefore>();

  constructor(sends: readonly SentBefore[]) {
    sends.forEach((sent) => this.add(sent));
  }

  find(authorId: string, clientId: string): SentBefore | undefined {
    return this.#byKey.get(keyOf(authorId, clientId));
  }

  add(sent: SentBefore): void {
    this.#byKey.set(keyOf(sent.authorId, sent.clientId), sent);
    if (this.#byKey.size <= KEPT) return;
    const [oldest] = this.#byKey.keys();
    if (oldest !== undefined) this.#byKey.delete(oldest);
  }

  /** Oldest first. */
  list(): SentBefore[] {
    return [...this.#byKey.values()];
  }
}

function keyOf(authorId: string, clientId: string): string {
  return `${authorId}\n${clientId}`;
}
