import type { RoomEventOf } from '../../contract/room-events.ts';
import { messageSeqOf } from '../../store/message-id.ts';
import type { ReactedMessage } from '../../store/messages.ts';

/** Changes remembered, in all. */
export const REACTIONS_KEPT = 5_000;

type ReactionEvent = RoomEventOf<'reaction.added'> | RoomEventOf<'reaction.removed'>;

interface Change {
  seq: number;
  userId: string;
  emoji: string;
  on: boolean;
}

/** What a message's reactions are now. */
export interface Reactions {
  kinds: ReadonlySet<string>;
  isOn: boolean;
}

/**
 * How reactions have changed lately: what was looked up of a message before a command was put is so brought to where the
 * room is when the command is decided. Facts older than what is remembered are not enough.
 */
export class RecentReactions {
  readonly #byMessage = new Map<number, Change[]>();
  /** The messages of the changes, oldest first. */
  readonly #order: number[] = [];
  #from: number;

  /** From this number of the log on everything is known. */
  constructor(from: number) {
    this.#from = from;
  }

  get size(): number {
    return this.#order.length;
  }

  note(roomId: string, { id, seq, author, emoji, type }: ReactionEvent): void {
    const message = messageSeqOf(roomId, id);
    if (message === null) return;
    const changes = this.#byMessage.get(message);
    const change = { seq, userId: author.id, emoji, on: type === 'reaction.added' };
    if (changes === undefined) this.#byMessage.set(message, [change]);
    else changes.push(change);
    this.#order.push(message);
    if (this.#order.length > REACTIONS_KEPT) this.#forgetOldest();
  }

  /** null: the facts are too old. */
  now({ seq, asOf, reactions, own }: ReactedMessage, userId: string, emoji: string): Reactions | null {
    if (asOf < this.#from) return null;
    const changes = (this.#byMessage.get(seq) ?? []).filter((change) => change.seq > asOf);
    const last = changes.findLast((change) => change.userId === userId && change.emoji === emoji);
    return { kinds: kindsAfter(reactions, changes), isOn: last?.on ?? own.includes(emoji) };
  }

  #forgetOldest(): void {
    const message = this.#order.shift() as number;
    const changes = this.#byMessage.get(message) as Change[];
    this.#from = (changes.shift() as Change).seq;
    if (changes.length === 0) this.#byMessage.delete(message);
  }
}

function kindsAfter(reactions: ReactedMessage['reactions'], changes: readonly Change[]): Set<string> {
  const counts = new Map(reactions);
  for (const { emoji, on } of changes) counts.set(emoji, (counts.get(emoji) ?? 0) + (on ? 1 : -1));
  return new Set([...counts].filter(([, count]) => count > 0).map(([emoji]) => emoji));
}
