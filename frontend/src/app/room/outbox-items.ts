import type { MessageStored } from '@contract/commands';
import type { FailureCode } from '../shared/command-error';

/**
 * waiting: not with the server, or nobody knows; it will be sent (again) with the same clientId.
 * stored: acknowledged, its event is on the way.
 */
export type OutboxState = 'waiting' | 'sending' | 'stored' | 'failed';

export interface OutboxItem {
  clientId: string;
  body: string;
  at: number;
  state: OutboxState;
  /** Why it waits or failed. */
  reason?: FailureCode;
  stored?: MessageStored;
}

export type OutboxChange = Partial<Omit<OutboxItem, 'clientId'>>;

export function changed(items: readonly OutboxItem[], clientId: string, change: OutboxChange): OutboxItem[] {
  return items.map((item) => {
    if (item.clientId !== clientId) return item;
    const next = { ...item, ...change };
    if (change.reason === undefined) delete next.reason;
    return next;
  });
}

/** What the log has is no longer the outbox's: its event has come, or its number has been passed. */
export function outstanding(items: readonly OutboxItem[], arrived: ReadonlySet<string>, last: number): readonly OutboxItem[] {
  const left = items.filter(({ clientId, stored }) => !arrived.has(clientId) && (stored === undefined || stored.seq > last));
  return left.length === items.length ? items : left;
}
