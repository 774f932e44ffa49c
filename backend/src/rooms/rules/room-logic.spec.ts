import fc from 'fast-check';
import { LIMITS } from '../../contract/limits.ts';
import type { Author, RoomEvent } from '../../contract/room-events.ts';
import { DEFAULT_POLICY } from '../../contract/room.ts';
import type { RoomCommand } from '../../room-threads/room-rules.ts';
import { type FirstResult, firstResultOf } from '../../store/first-result.ts';
import { RoomLogic } from './room-logic.ts';
import { ANN, BOB, CID, edit, emptyRoom, factsOf, join, leave, livelyRoom, nextId, pin, react, reactedOf, remove, send, setMember, take, takeBack, update } from './room-logic.test-kit.ts';

describe('RoomLogic', () => {
  it('numbers events and messages from one, each in its own count', () => {
    const logic = new RoomLogic(emptyRoom());

    take(logic, join(ANN));
    const first = take(logic, send(ANN, 'a'));
    const second = take(logic, send(ANN, 'b'));

    expect(first).toMatchObject({ ok: true, result: { seq: 2, ordinal: 1, id: 'r-2' } });
    expect(second).toMatchObject({ ok: true, result: { seq: 3, ordinal: 2 } });
  });

  it('answers a retry with the first result and makes no event', () => {
    const logic = new RoomLogic(emptyRoom({ members: ['ann'] }));
    const first = take(logic, send(ANN, 'a'), 1_000);

    const retry = take(logic, send(ANN, 'a'), 9_000);

    expect(retry).toEqual({ ...first, events: [] });
  });

  it('answers a retry also after the sender has left', () => {
    const logic = new RoomLogic(emptyRoom({ members: ['ann'] }));
    const first = take(logic, send(ANN, 'a'));
    take(logic, leave(ANN));

    expect(take(logic, send(ANN, 'a'))).toEqual({ ...first, events: [] });
  });

  it('keeps the same client id of two people apart', () => {
    const logic = new RoomLogic(emptyRoom({ members: ['ann', 'bob'] }));

    take(logic, send(ANN, 'a'));

    expect(take(logic, send(BOB, 'a'))).toMatchObject({ result: { ordinal: 2 } });
  });

  it('answers what it was told to remember', () => {
    const logic = new RoomLogic(emptyRoom({ members: ['ann'], head: 9, lastOrdinal: 7 }));

    const first = { type: 'message.posted', seq: 3, ordinal: 2, at: 50, id: 'r-3', author: { id: 'ann', name: 'Ann' }, clientId: 'old', body: 'body old' } as const;
    logic.remember(firstResultOf(first) as FirstResult);

    expect(take(logic, send(ANN, 'old'))).toEqual({ ok: true, events: [], result: { seq: 3, ordinal: 2, at: 50, id: 'r-3' } });
  });

  it('refuses a client id that was used for something else', () => {
    const logic = new RoomLogic(emptyRoom({ members: ['ann'] }));
    take(logic, send(ANN, 'a', 'one'));

    expect(take(logic, send(ANN, 'a', 'two'))).toMatchObject({ ok: false, code: 'CONFLICT' });
    expect(take(logic, leave(ANN, 'a'))).toMatchObject({ ok: false, code: 'CONFLICT' });
  });

  it('never lets time run backwards, but does not wait for a clock that was far ahead', () => {
    const now = 1_000_000;

    expect(take(new RoomLogic(emptyRoom({ members: ['ann'], lastAt: now + 5_000 })), send(ANN, 'a'), now)).toMatchObject({ result: { at: now + 5_000 } });
    expect(take(new RoomLogic(emptyRoom({ members: ['ann'], lastAt: now + 86_400_000 })), send(ANN, 'a'), now)).toMatchObject({ result: { at: now } });
  });

  it('takes messages and farewells from members only', () => {
    const logic = new RoomLogic(emptyRoom());

    expect(take(logic, send(ANN, 'a'))).toMatchObject({ ok: false, code: 'NOT_A_MEMBER' });
    expect(take(logic, leave(ANN))).toMatchObject({ ok: false, code: 'NOT_A_MEMBER' });
  });

  it('is not there for whoever is not in a private room, nor for the banned', () => {
    const secret = livelyRoom({ visibility: 'private' });
    const open = livelyRoom({ sanctions: [{ userId: 'eve', banned: true, mutedUntil: 0 }] });

    for (const command of [join({ id: 'eve', name: 'Eve' }), send({ id: 'eve', name: 'Eve' }, 'x'), leave({ id: 'eve', name: 'Eve' })]) {
      expect(take(secret, command)).toMatchObject({ ok: false, code: 'NOT_FOUND' });
      expect(take(open, command)).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    }
    expect(take(secret, join(CID))).toEqual({ ok: true, events: [], result: null });
  });

  it('lets nobody come and go without end', () => {
    const logic = new RoomLogic(emptyRoom());
    const outcomes = Array.from({ length: 40 }, () => [take(logic, join(ANN)), take(logic, leave(ANN))][0]?.ok);

    expect(outcomes[0]).toBe(true);
    expect(take(logic, join(ANN))).toMatchObject({ ok: false, code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) as number });
    expect(take(logic, join(BOB))).toMatchObject({ ok: true });
    expect(take(logic, join(ANN), 1_000 + 86_400_000)).toMatchObject({ ok: true });
  });

  it('takes a second joining as done', () => {
    const logic = new RoomLogic(emptyRoom());
    take(logic, join(ANN));

    expect(take(logic, join(ANN))).toEqual({ ok: true, events: [], result: null });
  });

  it('refuses to apply an event out of order', () => {
    const logic = new RoomLogic(emptyRoom());

    expect(() => logic.apply({ seq: 2, at: 1, type: 'member.joined', author: ANN })).toThrow(/does not follow/);
  });
});

describe('what may be done to a message', () => {
  it('is edited by its author alone, however often, and not once it is deleted', () => {
    const logic = livelyRoom({ head: 9 });
    const said = factsOf(CID, 5, 9);

    expect(take(logic, edit(CID, said))).toMatchObject({ ok: true, events: [{ type: 'message.edited', id: 'r-5', body: 'better' }] });
    expect(take(logic, edit(BOB, said))).toMatchObject({ ok: false, code: 'FORBIDDEN' });
    take(logic, remove(CID, said));
    expect(take(logic, edit(CID, said))).toMatchObject({ ok: false, code: 'NOT_FOUND' });
  });

  it('is deleted by its author and by moderators, once', () => {
    const said = factsOf(CID, 5, 9);

    for (const actor of [CID, BOB, ANN]) {
      const logic = livelyRoom({ head: 9 });
      expect(take(logic, remove(actor, said))).toMatchObject({ ok: true, events: [{ type: 'message.deleted', id: 'r-5' }] });
      expect(take(logic, remove(actor, said))).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    }
    expect(take(livelyRoom({ head: 9 }), remove(CID, factsOf(BOB, 5, 9)))).toMatchObject({ ok: false, code: 'FORBIDDEN' });
  });

  it('is not decided by facts from before the log began here', () => {
    const logic = livelyRoom({ head: 9 });

    expect(take(logic, edit(CID, factsOf(CID, 5, 8)))).toMatchObject({ ok: false, code: 'BUSY' });
  });

  it('calls everybody only where its author may', () => {
    const logic = livelyRoom();
    const calling = (actor: Author): RoomCommand => ({ kind: 'send', actor, clientId: nextId(), body: '<@room> <@ann>' });

    expect(take(logic, calling(BOB))).toMatchObject({ events: [{ mentions: ['@room', 'ann'] }] });
    expect(take(logic, calling(CID))).toMatchObject({ events: [{ mentions: ['ann'] }] });
  });
});

describe('how a room is run', () => {
  it('is changed by its owner, and only what is another than before', () => {
    const logic = livelyRoom();

    expect(take(logic, update(BOB, { name: 'Mine' }))).toMatchObject({ ok: false, code: 'FORBIDDEN' });
    expect(take(logic, update(ANN, { name: 'Room', topic: 'new' }))).toMatchObject({ ok: true, events: [{ type: 'room.updated', changes: { topic: 'new' } }] });
    expect(take(logic, update(ANN, { name: 'Room', topic: 'new' }))).toEqual({ ok: true, events: [], result: null });
  });

  it('decides at once who may post, how fast, and whether at all', () => {
    const logic = livelyRoom();

    take(logic, update(ANN, { policy: { ...DEFAULT_POLICY, posting: 'moderators' } }));
    expect([take(logic, send(CID, nextId())).ok, take(logic, send(BOB, nextId())).ok]).toEqual([false, true]);
    take(logic, update(ANN, { policy: { ...DEFAULT_POLICY, slowModeSeconds: 10 } }));
    expect(take(logic, send(CID, nextId()), 20_000)).toMatchObject({ ok: true });
    expect(take(logic, send(CID, nextId()), 21_000)).toMatchObject({ ok: false, code: 'RATE_LIMITED', retryAfterMs: 9_000 });
    expect(take(logic, send(BOB, nextId()), 21_000)).toMatchObject({ ok: true });
    take(logic, update(ANN, { archived: true }));
    expect(take(logic, send(ANN, nextId()), 40_000)).toMatchObject({ ok: false, code: 'FORBIDDEN' });
  });

  it('silences whom a moderator mutes, until then', () => {
    const logic = livelyRoom();
    take(logic, setMember(BOB, CID, { mutedUntil: 60_000 }));

    expect(take(logic, send(CID, nextId()), 50_000)).toMatchObject({ ok: false, code: 'RATE_LIMITED', retryAfterMs: 10_000 });
    expect(take(logic, send(CID, nextId()), 60_000)).toMatchObject({ ok: true });
  });

  it('puts out whom somebody of a higher rank removes or bans; the banned do not come back before they may', () => {
    const logic = livelyRoom();

    expect(take(logic, setMember(BOB, ANN, { removed: true }))).toMatchObject({ ok: false, code: 'FORBIDDEN' });
    expect(take(logic, setMember(CID, BOB, { removed: true }))).toMatchObject({ ok: false, code: 'FORBIDDEN' });
    expect(take(logic, setMember(BOB, CID, { banned: true }))).toMatchObject({ ok: true, events: [{ type: 'member.banned' }] });
    expect(take(logic, join(CID))).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    take(logic, setMember(ANN, CID, { banned: false }));
    expect(take(logic, join(CID))).toMatchObject({ ok: true, events: [{ type: 'member.joined' }] });
  });

  it('takes each emoji of a person once, and no more kinds than may be', () => {
    const logic = livelyRoom();
    take(logic, send(ANN, nextId()));
    const target = reactedOf(ANN, 1);

    expect(take(logic, react(CID, target, '👍'))).toMatchObject({ ok: true, events: [{ type: 'reaction.added', emoji: '👍' }] });
    expect(take(logic, react(CID, target, '👍'))).toMatchObject({ ok: true, events: [], result: null });
    expect(take(logic, takeBack(CID, target, '🎉'))).toMatchObject({ ok: true, events: [] });
    expect(take(logic, takeBack(CID, target, '👍'))).toMatchObject({ ok: true, events: [{ type: 'reaction.removed' }] });
    const kinds = Array.from({ length: LIMITS.reactionKinds }, (_, n): [string, number] => [`kind ${n}`, 1]);
    expect(take(logic, react(CID, { ...target, reactions: kinds }, '👍'))).toMatchObject({ ok: false, code: 'INVALID' });
    expect(take(logic, react(CID, { ...target, reactions: kinds }, 'kind 3'))).toMatchObject({ ok: true, events: [{ emoji: 'kind 3' }] });
  });

  it('lets nobody react to what is deleted, nor in an archived room, nor the muted', () => {
    const logic = livelyRoom();
    take(logic, send(ANN, nextId()));
    take(logic, send(ANN, nextId()));
    take(logic, setMember(BOB, CID, { mutedUntil: 60_000 }));
    take(logic, remove(ANN, factsOf(ANN, 1)));

    expect(take(logic, react(BOB, reactedOf(ANN, 1), '👍'))).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    expect(take(logic, react(CID, reactedOf(ANN, 2), '👍'))).toMatchObject({ ok: false, code: 'RATE_LIMITED' });
    take(logic, update(ANN, { archived: true }));
    expect(take(logic, react(BOB, reactedOf(ANN, 2), '👍'))).toMatchObject({ ok: false, code: 'FORBIDDEN' });
  });

  it('asks to look again where what was looked up is older than what it remembers', () => {
    const logic = livelyRoom({ head: 9 });

    expect(take(logic, react(CID, { ...reactedOf(ANN, 1), asOf: 8 }, '👍'))).toMatchObject({ ok: false, code: 'BUSY' });
  });

  it('lets moderators pin in a public room and everybody in a private one, up to the bound', () => {
    const logic = livelyRoom({ head: 2, pins: Array.from({ length: LIMITS.pinsPerRoom - 1 }, (_, n) => 100 + n) });

    expect(take(logic, pin(CID, factsOf(ANN, 1, 9)))).toMatchObject({ ok: false, code: 'FORBIDDEN' });
    expect(take(logic, pin(BOB, factsOf(ANN, 1, 9)))).toMatchObject({ ok: true, events: [{ type: 'message.pinned', id: 'r-1' }] });
    expect(take(logic, pin(BOB, factsOf(ANN, 1, 9)))).toMatchObject({ ok: true, events: [] });
    expect(take(logic, pin(BOB, factsOf(ANN, 2, 9)))).toMatchObject({ ok: false, code: 'INVALID' });
    take(logic, update(ANN, { visibility: 'private' }));
    expect(take(logic, pin(CID, factsOf(ANN, 1, 9), false))).toMatchObject({ ok: true, events: [{ type: 'message.unpinned' }] });
  });

  it('keeps an owner', () => {
    const logic = livelyRoom();

    expect(take(logic, setMember(ANN, ANN, { role: 'member' })).ok).toBe(false);
    expect(take(logic, setMember(ANN, BOB, { role: 'owner' }))).toMatchObject({ ok: true, events: [{ type: 'member.role', role: 'owner' }] });
    expect(take(logic, setMember(ANN, ANN, { role: 'member' })).ok).toBe(true);
  });
});

const people = fc.constantFrom(ANN, BOB, CID);
const clientIds = fc.constantFrom('1', '2', '3', '4', '5', '6', '7', '8');
const scripts: fc.Arbitrary<RoomCommand[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('join' as const), actor: people, clientId: clientIds }),
    fc.record({ kind: fc.constant('leave' as const), actor: people, clientId: clientIds }),
    fc.record({ kind: fc.constant('send' as const), actor: people, clientId: clientIds, body: fc.string({ minLength: 1 }) }),
  ),
  { maxLength: 60 },
);
const clocks = fc.array(fc.nat(10_000), { minLength: 60, maxLength: 60 });

function play(script: RoomCommand[], times: number[]) {
  const logic = new RoomLogic(emptyRoom());
  const log: RoomEvent[] = [];
  const results = script.map((command, index) => {
    const decision = take(logic, command, times[index] ?? 0);
    if (decision.ok) log.push(...decision.events);
    return { command, decision };
  });
  return { logic, log, results };
}

describe('any sequence of commands', () => {
  it('makes a dense log with dense ordinals and times that never go back', () => {
    fc.assert(
      fc.property(scripts, clocks, (script, times) => {
        const { log } = play(script, times);
        const messages = log.filter((event) => event.type === 'message.posted');

        expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
        expect(messages.map(({ ordinal }) => ordinal)).toEqual(messages.map((_, index) => index + 1));
        expect(log.every((event, index) => event.at >= (log[index - 1]?.at ?? 0))).toBe(true);
      }),
    );
  });

  it('stores a client id once per author and answers every repetition alike', () => {
    fc.assert(
      fc.property(scripts, clocks, (script, times) => {
        const firstResults = new Map<string, unknown>();

        for (const { command, decision } of play(script, times).results) {
          if (command.kind !== 'send' || !decision.ok) continue;
          const key = `${command.actor.id}/${command.clientId}`;
          if (firstResults.has(key)) expect(decision.events).toEqual([]);
          if (firstResults.has(key)) expect(decision.result).toEqual(firstResults.get(key));
          firstResults.set(key, decision.result);
        }
      }),
    );
  });

  it('leaves a state that is the fold of its events', () => {
    fc.assert(
      fc.property(scripts, clocks, fc.nat(60), (script, times, cut) => {
        const { logic, log } = play(script, times);
        const early = new RoomLogic(emptyRoom());
        log.slice(0, cut).forEach((event) => early.apply(event));

        const fresh = new RoomLogic(early.snapshot('e'));
        log.slice(cut).forEach((event) => fresh.apply(event));

        expect(fresh.snapshot('e')).toEqual(logic.snapshot('e'));
      }),
    );
  });

  it('changes nothing by deciding alone', () => {
    fc.assert(
      fc.property(scripts, clocks, people, (script, times, actor) => {
        const { logic } = play(script, times);
        const before = logic.snapshot('e');

        logic.decide(join(actor), 1);
        logic.decide(send(actor, 'new'), 1);

        expect(logic.snapshot('e')).toEqual(before);
      }),
    );
  });
});
