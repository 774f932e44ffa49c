import type { Author, Message, Reaction } from '@contract/room-events';
import { type Entry, type Notice, isComing, isMessage } from './timeline-entry';
import { type OutboxItem, isUnderWay } from '../outbox/outbox-items';
import { isChange, withChanges } from './with-changes';

const GROUP_MS = 5 * 60_000;

/** One line of the conversation. `key` stays the same while a pending message becomes a stored one. */
export type Row =
  | { kind: 'day'; key: string; at: number }
  | { kind: 'new'; key: string }
  /** Comings and goings that nothing was said between are one. */
  | { kind: 'notice'; key: string; events: readonly Notice[] }
  | { kind: 'message'; key: string; message: ShownMessage };

export interface ShownMessage {
  /** null while the log does not have it. */
  id: string | null;
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
  pinned: boolean;
  reactions: readonly Reaction[];
  /** How many answers its chain has. */
  replies: number;
  /** Which one it answers. */
  replyTo: string | null;
  /** What the reader does to it and the log does not have yet. */
  change: OutboxItem | null;
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

const NO_REACTIONS: readonly Reaction[] = [];
const UNSTORED = { id: null, ordinal: null, edited: false, deleted: false, pinned: false, reactions: NO_REACTIONS, replies: 0, change: null };

export function rowsOf({ entries, outbox, self, newAfter }: RowsSource): Row[] {
  const own = new Set(entries.filter(isMessage).filter(({ author }) => author.id === self.id).map(({ clientId }) => clientId));
  const pending = outbox.filter((item) => !isChange(item) && !own.has(item.clientId));
  const changes = Map.groupBy(outbox.filter(isChange), ({ change }) => change.id);
  const drawing = new Drawing(lineIn(entries, newAfter), { self, changes });
  const queue = pending.filter(isUnderWay);
  for (const entry of entries) drawing.entry(entry);
  for (const item of pending) drawing.pending(item, Math.max(0, queue.indexOf(item)));
  return drawing.rows;
}

/** Its place may be before what is on the page; there it would say that the rest is not new. */
function lineIn(entries: readonly Entry[], newAfter: number | null): number {
  const first = entries.find(isMessage)?.ordinal ?? Infinity;
  return newAfter !== null && first <= newAfter + 1 ? newAfter : Infinity;
}

/** The ordinals of the first and the last message among them; null where there is none. */
export function rangeOf(rows: readonly Row[]): { first: number; last: number } | null {
  const ordinals = rows.flatMap((row) => (row.kind === 'message' && row.message.ordinal !== null ? [row.message.ordinal] : []));
  const [first, last] = [ordinals.at(0), ordinals.at(-1)];
  return first === undefined || last === undefined ? null : { first, last };
}

type Changes = Parameters<typeof withChanges>[1];

class Drawing {
  readonly rows: Row[] = [];
  #day = '';
  #lastAuthor = '';
  #lastAt = 0;
  /** The row that more of them may be added to. */
  #comings: { row: Row; events: Notice[] } | null = null;

  constructor(
    /** Infinity once the line has been drawn, and where none is wanted. */
    private newAfter: number,
    private readonly reader: { self: Author; changes: ReadonlyMap<string, Changes> },
  ) {}

  entry(entry: Entry): void {
    this.#dayOf(entry.at);
    if (isMessage(entry)) return this.#posted(entry);
    this.#lastAuthor = '';
    if (isComing(entry) && this.rows.at(-1) === this.#comings?.row) this.#comings?.events.push(entry);
    else this.#noticed(entry);
  }

  #noticed(event: Notice): void {
    const events = [event];
    const row: Row = { kind: 'notice', key: `e${event.seq}`, events };
    this.rows.push(row);
    this.#comings = isComing(event) ? { row, events } : null;
  }

  pending(item: OutboxItem, ahead: number): void {
    // The reader's clock may be behind the server's; the order is the log's all the same.
    const at = Math.max(item.stored?.at ?? item.at, this.#lastAt);
    this.#dayOf(at);
    this.#message(`own:${item.clientId}`, { ...UNSTORED, author: this.reader.self, at, body: item.body, own: true, seq: item.stored?.seq ?? null, replyTo: item.replyTo ?? null, pending: item, ahead });
  }

  #posted(stored: Message): void {
    const { self, changes } = this.reader;
    const mine = changes.get(stored.id) ?? [];
    const message = withChanges(stored, mine, self);
    const { author, at, ordinal, seq, clientId } = stored;
    const own = author.id === self.id;
    if (!own && ordinal > this.newAfter) this.#newLine();
    const change = mine.find(({ state }) => state === 'failed') ?? mine.at(-1) ?? null;
    this.#message(own ? `own:${clientId}` : `e${seq}`, { ...shownOf(message), author, at, own, ordinal, seq, change, pending: null, ahead: 0 });
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

/** When what a row shows happened; null for what has no time. */
export function timeOfRow(row: Row | undefined): number | null {
  if (row?.kind === 'message') return row.message.at;
  return row?.kind === 'notice' ? (row.events[0]?.at ?? null) : null;
}

function shownOf({ id, body, editedAt, deleted, ...more }: Message): Pick<ShownMessage, 'id' | 'body' | 'edited' | 'deleted' | 'pinned' | 'reactions' | 'replies' | 'replyTo'> {
  const isDeleted = deleted === true;
  const { pinned = false, reactions = NO_REACTIONS, replies = 0, replyTo = null } = more;
  return { id, body, edited: editedAt !== undefined && !isDeleted, deleted: isDeleted, pinned, reactions, replies, replyTo };
}
