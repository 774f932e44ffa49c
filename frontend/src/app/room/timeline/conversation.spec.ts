import type { OpenedAfresh, OpenedAgain } from '@contract/commands';
import type { RoomEvent } from '@contract/room-events';
import fc from 'fast-check';
import { type Conversation, EMPTY_CONVERSATION, missing, reduce } from './conversation';
import { firstOrdinal, lastOrdinal } from './message-window';
import { OLA, eventAt, logOf, messageAt, messagesOf, openedAfresh, openedAgain } from '../room.test-kit';

function seqsOf({ window }: Conversation): number[] {
  return window.entries.map(({ seq }) => seq);
}

function open(answer: OpenedAfresh | OpenedAgain, from: Conversation = EMPTY_CONVERSATION): Conversation {
  return reduce(reduce(from, { type: 'opening' }), { type: 'opened', answer });
}

function tell(conversation: Conversation, events: readonly RoomEvent[], epoch = 'e1'): Conversation {
  return reduce(conversation, { type: 'events', epoch, events });
}

/** A page and a server: asks what is missing until nothing is. */
function repair(conversation: Conversation, log: readonly RoomEvent[], limit = 500): Conversation {
  let now = conversation;
  while (missing(now) === 'sync') {
    const events = log.filter(({ seq }) => seq > now.last).slice(0, limit);
    now = reduce(now, { type: 'synced', epoch: 'e1', events, head: log.length });
  }
  return now;
}

describe('conversation', () => {
  it('is what this browser knew until the room is open, and then asked for what came since', () => {
    const kept = { epoch: 'e1', last: 3, lastOrdinal: 3, messages: messagesOf(logOf(3)) };
    const known = reduce(EMPTY_CONVERSATION, { type: 'recalled', copy: kept });
    const deleted: RoomEvent = { type: 'message.deleted', seq: 5, at: 1, author: OLA, id: 'm2' };
    const after = open(openedAgain({ events: [messageAt(4), deleted] }), known);

    expect([known.phase, seqsOf(known)]).toEqual(['opening', [1, 2, 3]]);
    expect(seqsOf(after)).toEqual([1, 2, 3, 4]);
    expect(after.window.entries[1]).toMatchObject({ id: 'm2', body: '', deleted: true });
  });

  it('is not what this browser knew where the server has told already, or has another log', () => {
    const kept = { epoch: 'e0', last: 9, lastOrdinal: 9, messages: messagesOf(logOf(9)) };
    const live = open(openedAfresh({ log: logOf(2) }));

    expect(seqsOf(reduce(live, { type: 'recalled', copy: kept }))).toEqual([1, 2]);
    const replaced = open(openedAfresh({ log: logOf(2) }), reduce(EMPTY_CONVERSATION, { type: 'recalled', copy: kept }));
    expect([replaced.epoch, seqsOf(replaced)]).toEqual(['e1', [1, 2]]);
  });

  it('applies the event that follows the last one', () => {
    const live = open(openedAfresh({ log: logOf(3) }));

    const after = tell(live, [messageAt(4)]);

    expect(after.last).toBe(4);
    expect(seqsOf(after)).toEqual([1, 2, 3, 4]);
  });

  it('ignores what it has already', () => {
    const live = open(openedAfresh({ log: logOf(3) }));

    const after = tell(tell(live, [messageAt(2), messageAt(3)]), [messageAt(3)]);

    expect(seqsOf(after)).toEqual([1, 2, 3]);
    expect(missing(after)).toBe('nothing');
  });

  it('holds what is beyond a hole, asks, and closes the hole', () => {
    const live = open(openedAfresh({ log: logOf(3) }));

    const gap = tell(live, [messageAt(6)]);
    const whole = reduce(gap, { type: 'synced', epoch: 'e1', events: [messageAt(4), messageAt(5)], head: 6 });

    expect(missing(gap)).toBe('sync');
    expect(seqsOf(gap)).toEqual([1, 2, 3]);
    expect(seqsOf(whole)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(missing(whole)).toBe('nothing');
  });

  it('asks when the head is ahead of the last event', () => {
    const live = open(openedAfresh({ log: logOf(3) }));

    const after = reduce(live, { type: 'head', epoch: 'e1', head: 4 });

    expect(missing(after)).toBe('sync');
  });

  it('asks again while a sync has brought only a part', () => {
    const live = reduce(open(openedAfresh({ log: logOf(3) })), { type: 'head', epoch: 'e1', head: 6 });

    const part = reduce(live, { type: 'synced', epoch: 'e1', events: [messageAt(4)], head: 6 });

    expect(missing(part)).toBe('sync');
    expect(part.last).toBe(4);
  });

  it('holds what arrives before the room is open', () => {
    const early = tell(reduce(EMPTY_CONVERSATION, { type: 'opening' }), [messageAt(4), messageAt(5)]);

    const live = reduce(early, { type: 'opened', answer: openedAfresh({ log: logOf(4) }) });

    expect(seqsOf(live)).toEqual([1, 2, 3, 4, 5]);
  });

  it('goes on where it stopped after a break', () => {
    const before = open(openedAfresh({ log: logOf(3) }));

    const after = open(openedAgain({ events: [messageAt(4), messageAt(5)] }), before);

    expect(seqsOf(after)).toEqual([1, 2, 3, 4, 5]);
    expect(after.replaced).toBe(false);
  });

  it('throws everything away when it opens afresh', () => {
    const before = open(openedAfresh({ log: logOf(3) }));

    const after = open(openedAfresh({ log: logOf(900).slice(-50), epoch: 'e1' }), before);

    expect(seqsOf(after)[0]).toBe(851);
    expect(after.last).toBe(900);
    expect(after.replaced).toBe(false);
  });

  it('opens afresh when an event comes from another epoch, and says so', () => {
    const live = open(openedAfresh({ log: logOf(3) }));

    const stale = tell(live, [messageAt(1)], 'e2');
    const after = open(openedAfresh({ log: logOf(1), epoch: 'e2' }), stale);

    expect(missing(stale)).toBe('open');
    expect(seqsOf(stale)).toEqual([1, 2, 3]);
    expect(after.replaced).toBe(true);
    expect(seqsOf(after)).toEqual([1]);
  });

  it('opens afresh when a sync is answered with a reset', () => {
    const live = reduce(open(openedAfresh({ log: logOf(3) })), { type: 'head', epoch: 'e1', head: 9_000 });

    expect(missing(reduce(live, { type: 'reset' }))).toBe('open');
  });

  it('drops held events of another epoch', () => {
    const early = tell(reduce(EMPTY_CONVERSATION, { type: 'opening' }), [messageAt(4)], 'old');

    const live = reduce(early, { type: 'opened', answer: openedAfresh({ log: logOf(3) }) });

    expect(seqsOf(live)).toEqual([1, 2, 3]);
    expect(live.held).toEqual([]);
  });

  it('does not show a message twice that a page of history brought before its event', () => {
    const live = open(openedAfresh({ log: logOf(3) }));

    const ahead = reduce(live, { type: 'latest', messages: messagesOf(logOf(4)) });
    const after = tell(ahead, [messageAt(4), messageAt(5)]);

    expect(seqsOf(after)).toEqual([1, 2, 3, 4, 5]);
  });

  it('keeps the rows being read when many events arrive', () => {
    const live = reduce(open(openedAfresh({ log: logOf(50) })), { type: 'following', following: false });

    const flooded = tell(live, logOf(2_000).slice(50));

    expect(flooded.last).toBe(2_000);
    expect(flooded.lastOrdinal).toBe(2_000);
    expect(flooded.window.latest).toBe(false);
    expect(seqsOf(flooded)[0]).toBe(1);
    expect(flooded.window.entries.length).toBeLessThanOrEqual(400);
  });

  it('lets the oldest rows go while the reader follows', () => {
    const flooded = tell(open(openedAfresh({ log: logOf(50) })), logOf(2_000).slice(50));

    expect(flooded.window.latest).toBe(true);
    expect(seqsOf(flooded).at(-1)).toBe(2_000);
    expect(flooded.window.entries.length).toBeLessThanOrEqual(150);
  });

  it('goes to a place without following, and to the latest following', () => {
    const live = open(openedAfresh({ log: logOf(300).slice(250) }));

    const there = reduce(live, { type: 'around', messages: messagesOf(logOf(100)) });
    const back = reduce(there, { type: 'latest', messages: messagesOf(logOf(300).slice(200)) });

    expect([there.window.following, there.window.latest]).toEqual([false, false]);
    expect([back.window.following, back.window.latest]).toEqual([true, true]);
  });

  it('stays where it is where there is no such place', () => {
    const live = open(openedAfresh({ log: logOf(30) }));

    expect(seqsOf(reduce(live, { type: 'around', messages: [] }))).toEqual(seqsOf(live));
  });

  it('comes back to the end of the log page by page', () => {
    const log = messagesOf(logOf(1_000));
    let now = reduce(open(openedAfresh({ log: logOf(1_000).slice(-50) })), { type: 'following', following: false });

    for (let first = 951; first > 1; first = firstOrdinal(now.window) ?? 0) {
      const messages = log.slice(0, first - 1).slice(-100);
      now = reduce(now, { type: 'older', messages });
    }
    while (!now.window.latest) {
      const end = lastOrdinal(now.window) ?? 0;
      now = reduce(now, { type: 'newer', messages: log.filter(({ seq }) => seq > end).slice(0, 100) });
    }

    expect(seqsOf(now).at(-1)).toBe(1_000);
    expect(now.window.entries.length).toBeLessThanOrEqual(400);
  });
});

describe('conversation, for any course of events', () => {
  const delivery = fc.record({
    length: fc.integer({ min: 1, max: 60 }),
    known: fc.integer({ min: 0, max: 60 }),
    batches: fc.array(fc.record({ from: fc.integer({ min: 1, max: 60 }), size: fc.integer({ min: 1, max: 20 }) }), { maxLength: 20 }),
    limit: fc.integer({ min: 1, max: 25 }),
    openAt: fc.integer({ min: 0, max: 20 }),
  });

  it('ends with the whole log in order, each event once, however batches are lost, doubled or mixed', () => {
    fc.assert(
      fc.property(delivery, ({ length, known, batches, limit, openAt }) => {
        const log = Array.from({ length }, (_, index) => eventAt(index + 1));
        const answer = openedAfresh({ log: log.slice(0, Math.min(known, length)) });
        const early = batches.slice(0, openAt);
        const late = batches.slice(openAt);
        const hear = (conversation: Conversation, { from, size }: { from: number; size: number }): Conversation =>
          tell(conversation, log.slice(from - 1, from - 1 + size));

        let now = early.reduce(hear, reduce(EMPTY_CONVERSATION, { type: 'opening' }));
        now = late.reduce(hear, reduce(now, { type: 'opened', answer }));
        now = repair(reduce(now, { type: 'head', epoch: 'e1', head: length }), log, limit);

        expect(now.last).toBe(length);
        const seen = seqsOf(now);
        const messagesOnly = answer.messages.map(({ seq }) => seq);
        expect(seen).toEqual([...messagesOnly, ...log.slice(Math.min(known, length)).map(({ seq }) => seq)]);
        expect(now.held).toEqual([]);
      }),
    );
  });

  it('shows a contiguous run of messages, whatever is loaded, told and trimmed', () => {
    const log = messagesOf(logOf(1_500));
    const step = fc.oneof(
      fc.record({ do: fc.constant('older' as const), size: fc.integer({ min: 1, max: 100 }) }),
      fc.record({ do: fc.constant('newer' as const), size: fc.integer({ min: 1, max: 100 }) }),
      fc.record({ do: fc.constant('latest' as const), size: fc.integer({ min: 1, max: 100 }) }),
      fc.record({ do: fc.constant('tell' as const), size: fc.integer({ min: 1, max: 100 }) }),
      fc.record({ do: fc.constant('stay' as const), size: fc.integer({ min: 0, max: 1 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let now = open(openedAfresh({ log: logOf(500).slice(450) }));
        let stored = 500;
        for (const { do: what, size } of steps) {
          const before = stored;
          if (what === 'tell') stored = Math.min(log.length, stored + size);
          const [first = 0, end = 0] = [firstOrdinal(now.window), lastOrdinal(now.window)];
          const soFar = log.slice(0, stored);
          const act = {
            older: () => reduce(now, { type: 'older', messages: soFar.filter((m) => m.ordinal < first).slice(-size) }),
            newer: () => reduce(now, { type: 'newer', messages: soFar.filter((m) => m.ordinal > end).slice(0, size) }),
            latest: () => reduce(now, { type: 'latest', messages: soFar.slice(-size) }),
            stay: () => reduce(now, { type: 'following', following: size === 1 }),
            tell: () => tell(now, logOf(stored).slice(before)),
          };
          now = act[what]();

          const shown = seqsOf(now);
          expect(shown).toEqual(shown.map((_, index) => (shown[0] ?? 0) + index));
          expect(shown.length).toBeLessThanOrEqual(400);
          if (now.window.latest) expect(shown.at(-1)).toBe(stored);
        }
      }),
    );
  });
});
