import type { Wait } from '@contract/errors';
import type { FailureCode } from '../../api/command-error';

/**
 * waiting: not with the server, or nobody knows; it will be sent (again) with the same clientId.
 * stored: acknowledged, its event is on the way.
 */
export type OutboxState = 'waiting' | 'sending' | 'stored' | 'failed';

/** What is done to a message that is there already. */
export type MessageChange =
  | { type: 'edit' | 'delete'; id: string }
  | { type: 'pin'; id: string; on: boolean }
  | { type: 'reaction'; id: string; emoji: string; on: boolean };

/** `seq`: null where nothing had to be changed. */
export interface Stored {
  seq: number | null;
  at?: number;
}

/** What is to be sent: a new text, and whom it answers or which one it replaces, or another change without a text. */
export interface Letter {
  body: string;
  replyTo?: string;
  change?: MessageChange;
}

export interface OutboxItem extends Letter {
  clientId: string;
  /** When it was written; no two of an outbox are the same, so that it is their order as well. */
  at: number;
  state: OutboxState;
  /** Why it waits or failed. A waiting one without a reason waits for those before it. */
  reason?: FailureCode;
  /** With BUSY: how many commands wait in the room before it, and how long about. */
  wait?: Wait;
  stored?: Stored;
}

export type OutboxChange = Partial<Omit<OutboxItem, 'clientId'>>;

export function changed(items: readonly OutboxItem[], clientId: string, change: OutboxChange): OutboxItem[] {
  return items.map((item) => (item.clientId === clientId ? withChange(item, change) : item));
}

export function writtenAfter(items: readonly OutboxItem[], clock: number): number {
  return Math.max(clock, (items.at(-1)?.at ?? 0) + 1);
}

/** With what an earlier page or another tab left. What was under way there has an unknown outcome, so it waits. */
export function adopted(items: readonly OutboxItem[], kept: readonly OutboxItem[]): OutboxItem[] {
  const known = new Set(items.map(({ clientId }) => clientId));
  const fresh = kept.filter(({ clientId }) => !known.has(clientId));
  const waiting = fresh.map((item) => (item.state === 'failed' ? item : withChange(item, { state: 'waiting', reason: 'OFFLINE' })));
  return [...items, ...waiting].sort((a, b) => a.at - b.at);
}

/** Without a connection everything waits for one; with one, everything has its turn. */
export function connected(items: readonly OutboxItem[], online: boolean): OutboxItem[] {
  return items.map((item) => {
    if (!online) return isUnderWay(item) ? withChange(item, { state: 'waiting', reason: 'OFFLINE' }) : item;
    return item.state === 'waiting' && item.reason === 'OFFLINE' ? withChange(item, {}) : item;
  });
}

/** The log is another one than the one that held them. */
export function unstored(items: readonly OutboxItem[]): OutboxItem[] {
  return items.map((item) => (item.state === 'stored' ? notStored(item) : item));
}

function notStored(item: OutboxItem): OutboxItem {
  const next = withChange(item, { state: 'waiting' });
  delete next.stored;
  return next;
}

export function isUnderWay({ state }: OutboxItem): boolean {
  return state === 'waiting' || state === 'sending';
}

/** What the log has is no longer the outbox's: its event has come, or its number has been passed. */
export function outstanding(items: readonly OutboxItem[], arrived: ReadonlySet<string>, last: number): readonly OutboxItem[] {
  const left = items.filter(({ clientId, stored }) => !arrived.has(clientId) && (stored === undefined || (stored.seq ?? 0) > last));
  return left.length === items.length ? items : left;
}

export function isOutboxItem(item: unknown): item is OutboxItem {
  if (typeof item !== 'object' || item === null) return false;
  const { clientId, body, at } = item as Record<string, unknown>;
  return typeof clientId === 'string' && typeof body === 'string' && typeof at === 'number';
}

/** A reason is said anew with every change, or there is none. */
function withChange(item: OutboxItem, change: OutboxChange): OutboxItem {
  const next = { ...item, ...change };
  if (change.reason === undefined) delete next.reason;
  if (change.wait === undefined) delete next.wait;
  return next;
}
