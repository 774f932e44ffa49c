import type { RoomEvent } from '../../contract/room-events.ts';
import { type FirstResult, firstResultOf } from '../../store/first-result.ts';

export const KEPT = { commands: 1_000, characters: 262_144 } as const;

/** What a command led to, or the event that it made: what that means for a retry is worked out when there is one. */
type Known = FirstResult | RoomEvent;

/** The newest commands' client ids with what they led to. Older ones are found by the journal's unique index. */
export class RecentCommands {
  readonly #byKey = new Map<string, Known>();
  #characters = 0;
  /** Of the command that was looked for last: it is the one that is noted next, and its key is worked out once. */
  #last = { authorId: '', clientId: '', key: '' };

  constructor(results: readonly FirstResult[]) {
    results.forEach((first) => this.add(first));
  }

  find(authorId: string, clientId: string): FirstResult | undefined {
    const key = keyOf(authorId, clientId);
    this.#last = { authorId, clientId, key };
    const known = this.#byKey.get(key);
    return known === undefined ? undefined : resultOf(known);
  }

  add(first: FirstResult): void {
    const key = keyOf(first.authorId, first.clientId);
    const known = this.#byKey.get(key);
    if (known !== undefined) this.#characters -= charactersIn(known);
    this.#keep(key, first);
  }

  /** Done for each message, by threads that seldom do anything: as little as possible. */
  note(event: RoomEvent): void {
    const { clientId, author } = event;
    if (clientId === undefined) return;
    const last = this.#last;
    const isLast = last.clientId === clientId && last.authorId === author.id;
    this.#keep(isLast ? last.key : keyOf(author.id, clientId), event);
  }

  /** A deleted message's text is no longer there to be compared with. */
  forgetContent(seq: number): void {
    for (const [key, known] of this.#byKey) if (known.seq === seq) this.#replace(key, known);
  }

  /** Oldest first. */
  list(): FirstResult[] {
    return [...this.#byKey.values()].map(resultOf);
  }

  #keep(key: string, known: Known): void {
    this.#byKey.set(key, known);
    this.#characters += charactersIn(known);
    while (this.#byKey.size > KEPT.commands || this.#characters > KEPT.characters) this.#forgetOldest();
  }

  #replace(key: string, known: Known): void {
    this.#characters -= charactersIn(known);
    this.#byKey.set(key, { ...resultOf(known), content: null });
  }

  #forgetOldest(): void {
    // Destructuring an iterator costs several times as much in code that is seldom run.
    const oldest = this.#byKey.keys().next().value;
    if (oldest === undefined) return;
    const known = this.#byKey.get(oldest);
    if (known !== undefined) this.#characters -= charactersIn(known);
    this.#byKey.delete(oldest);
  }
}

function resultOf(known: Known): FirstResult {
  if ('authorId' in known) return known;
  const first = firstResultOf(known);
  if (first === null) throw new Error('Only what has a client id is kept.');
  return first;
}

function charactersIn(known: Known): number {
  return 'body' in known ? known.body.length : 0;
}

function keyOf(authorId: string, clientId: string): string {
  return `${authorId}\n${clientId}`;
}
