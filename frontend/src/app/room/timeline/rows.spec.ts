import fc from 'fast-check';
import type { RoomEvent } from '@contract/room-events';
import { entryOf } from './timeline-entry';
import type { OutboxItem } from '../outbox/outbox-items';
import { reuseRows } from './reuse-rows';
import { ALA, OLA, eventAt, logOf, messageAt } from '../room.test-kit';
import { type Row, type ShownMessage, rowsOf } from './rows';

const MINUTE_MS = 60_000;

function shown(log: readonly RoomEvent[], outbox: readonly OutboxItem[] = [], newAfter: number | null = null): Row[] {
  const entries = log.map(entryOf).filter((entry) => entry !== null);
  return rowsOf({ entries, outbox, self: ALA, newAfter });
}

function messagesIn(rows: readonly Row[]): ShownMessage[] {
  return rows.flatMap((row) => (row.kind === 'message' ? [row.message] : []));
}

function pending(clientId: string, more: Partial<OutboxItem> = {}): OutboxItem {
  return { clientId, body: clientId, at: 2_000_000, state: 'waiting', ...more };
}

describe('rowsOf', () => {
  it('groups what one person says within five minutes', () => {
    const rows = shown([messageAt(1), messageAt(2), messageAt(3, { at: 1_000_000 + 10 * MINUTE_MS }), messageAt(4, { at: 1_000_000 + 11 * MINUTE_MS, author: ALA })]);

    expect(messagesIn(rows).map(({ grouped }) => grouped)).toEqual([false, true, false, false]);
  });

  it('begins every day with a line', () => {
    const day = 24 * 60 * MINUTE_MS;

    const rows = shown([messageAt(1), messageAt(2), messageAt(3, { at: 1_000_000 + day })]);

    expect(rows.map(({ kind }) => kind)).toEqual(['day', 'message', 'message', 'day', 'message']);
  });

  it('draws the new line once, before the first message of somebody else', () => {
    const rows = shown([messageAt(1), messageAt(2, { author: ALA }), messageAt(3), messageAt(4)], [], 1);

    expect(rows.map(({ kind }) => kind)).toEqual(['day', 'message', 'message', 'new', 'message', 'message']);
  });

  it('draws no new line where none is wanted, and one over everything in a room never read before', () => {
    expect(shown(logOf(3)).some(({ kind }) => kind === 'new')).toBe(false);
    expect(shown(logOf(3), [], 0).map(({ kind }) => kind).slice(0, 3)).toEqual(['day', 'new', 'message']);
  });

  it('draws no new line where its place is not on the page', () => {
    expect(shown(logOf(9).slice(5), [], 2).some(({ kind }) => kind === 'new')).toBe(false);
    expect(shown(logOf(9).slice(5), [], 5).some(({ kind }) => kind === 'new')).toBe(true);
  });

  it('shows what is pending after the log, in the order of writing', () => {
    const rows = shown(logOf(2), [pending('a'), pending('b')]);

    expect(messagesIn(rows).map(({ body }) => body)).toEqual(['message 1', 'message 2', 'a', 'b']);
  });

  it('never shows a message twice, and keeps its row when it is stored', () => {
    const item = pending('mine');
    const before = shown(logOf(2), [item]);

    const after = shown([...logOf(2), messageAt(3, { author: ALA, clientId: 'mine' })], [item]);

    expect(messagesIn(after)).toHaveLength(3);
    expect(after.at(-1)?.key).toBe(before.at(-1)?.key);
  });

  it('does not take another person\'s clientId for an own one', () => {
    const rows = shown([messageAt(1, { clientId: 'same', author: OLA })], [pending('same')]);

    expect(messagesIn(rows)).toHaveLength(2);
  });

  it('gives every row a key of its own, for any log and outbox', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { maxLength: 30 }), fc.nat(20), fc.nat(3_000_000), (own, newAfter, at) => {
        const entries = Array.from({ length: 40 }, (_, index) => ({ ...eventAt(index + 1), ...(own.includes(index) ? { author: ALA } : {}) }));
        const outbox = own.map((index) => pending(`c${index}`, { at })).filter((item, index, all) => all.findIndex(({ clientId }) => clientId === item.clientId) === index);

        const keys = shown(entries, outbox, newAfter).map(({ key }) => key);

        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});

describe('reuseRows', () => {
  it('keeps the rows that say the same', () => {
    const before = shown(logOf(3));

    const after = reuseRows(before, shown(logOf(4)));

    expect(after.slice(0, before.length).every((row, index) => row === before[index])).toBe(true);
  });

  it('takes the row whose state has changed', () => {
    const before = shown([], [pending('a')]);

    const after = reuseRows(before, shown([], [pending('a', { state: 'failed' })]));

    expect(messagesIn(after)[0]?.pending?.state).toBe('failed');
  });
});
