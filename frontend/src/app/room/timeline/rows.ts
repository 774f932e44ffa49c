import type { Author, Message } from '@contract/room-events';
import { type Entry, type Notice, isMessage } from './timeline-entry';
import { type OutboxItem, isUnderWay } from '../outbox/outbox-items';

const GROUP_MS = 5 * 60_000;

/** One line of the conversation. `key` stays the same while a pending message becomes a stored one. */
export type Row =
  | { kind: 'day'; key: string; at: number }
  | { kind: 'new'; key: string }
  | { kind: 'notice'; key: string; event: Notice }
  | { kind: 'message'; key: string; message: ShownMessage };

export interface ShownMessage {
  author: Author;
  at: number;
  body: string;
  own: boolean;
  /** Under the same name as the one before it. */
  grouped: boolean;
  ordinal: number | null;
  seq: number | null;
  edited: boolean;
  deleted: boolean;
  /** Only while the log does not have it. */
  pending: OutboxItem | null;
  /** How many own messages are sent before it. */
  ahead: number;
}

export interface RowsSource {
  entries: readonly Entry[];
  outbox: readonly OutboxItem[];
  self: Author;
  newAfter: number | null;
}

export function rowsOf({ entries, outbox, self, newAfter }: RowsSource): Row[] {
  const own = new Set(entries.filter(isMessage).filter(({ author }) => author.id === self.id).map(({ clientId }) => clientId));
  const pending = outbox.filter(({ clientId }) => !own.has(clientId));
  const drawing = new Drawing(newAfter ?? Infinity, self);
  const queue = pending.filter(isUnderWay);
  for (const entry of entries) drawing.entry(entry);
  for (const item of pending) drawing.pending(item, Math.max(0, queue.indexOf(item)));
  return drawing.rows;
}

class Drawing {
  readonly rows: Row[] = [];
  #day = '';
  #lastAuthor = '';
  #lastAt = 0;

  constructor(
    /** Infinity once the line has been drawn, and where none is wanted. */
    private newAfter: number,
    private readonly self: Author,
  ) {}

  entry(entry: Entry): void {
    this.#dayOf(entry.at);
    if (isMessage(entry)) return this.#posted(entry);
    this.#lastAuthor = '';
    this.rows.push({ kind: 'notice', key: `e${entry.seq}`, event: entry });
  }

  pending(item: OutboxItem, ahead: number): void {
    // The reader's clock may be behind the server's; the order is the log's all the same.
    const at = Math.max(item.stored?.at ?? item.at, this.#lastAt);
    this.#dayOf(at);
    this.#message(`own:${item.clientId}`, { author: this.self, at, body: item.body, own: true, ordinal: null, seq: item.stored?.seq ?? null, edited: false, deleted: false, pending: item, ahead });
  }

  #posted({ author, at, body, ordinal, seq, clientId, editedAt, deleted: gone }: Message): void {
    const deleted = gone === true;
    const own = author.id === this.self.id;
    if (!own && this.newAfter > 0 && ordinal > this.newAfter) this.#newLine();
    const key = own ? `own:${clientId}` : `e${seq}`;
    this.#message(key, { author, at, body, own, ordinal, seq, edited: editedAt !== undefined && !deleted, deleted, pending: null, ahead: 0 });
  }

  #message(key: string, message: Omit<ShownMessage, 'grouped'>): void {
    const grouped = message.author.id === this.#lastAuthor && message.at - this.#lastAt < GROUP_MS;
    this.#lastAuthor = message.author.id;
    this.#lastAt = message.at;
    this.rows.push({ kind: 'message', key, message: { ...message, grouped } });
  }

  #newLine(): void {
    this.newAfter = Infinity;
    this.#lastAuthor = '';
    this.rows.push({ kind: 'new', key: 'new' });
  }

  #dayOf(at: number): void {
    const day = new Date(at).toDateString();
    if (day === this.#day) return;
    this.#day = day;
    this.#lastAuthor = '';
    this.rows.push({ kind: 'day', key: `d${day}`, at });
  }
}
