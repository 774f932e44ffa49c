import fc from 'fast-check';
import type { RoomEvent } from '../../contract/room-events.ts';
import type { Decision, RoomCommand } from '../../room-threads/room-rules.ts';
import type { RoomSnapshot } from '../../store/store.ts';
import { RoomLogic } from './room-logic.ts';

const ANN = { id: 'ann', name: 'Ann' };
const BOB = { id: 'bob', name: 'Bob' };

const emptyRoom = (changes: Partial<RoomSnapshot> = {}): RoomSnapshot => ({
  roomId: 'r',
  epoch: 'e',
  head: 0,
  lastOrdinal: 0,
  lastAt: 0,
  visibility: 'public',
  createdBy: 'ann',
  members: [],
  recent: [],
  ...changes,
});

const send = (author: typeof ANN, clientId: string): RoomCommand => ({ kind: 'send', author, clientId, body: `body ${clientId}` });

function take(logic: RoomLogic, command: RoomCommand, now = 1_000): Decision {
  const decision = logic.decide(command, now);
  if (decision.ok) decision.events.forEach((event) => logic.apply(event));
  return decision;
}

describe('RoomLogic', () => {
  it('numbers events and messages from one, each in its own count', () => {
    const logic = new RoomLogic(emptyRoom());

    take(logic, { kind: 'join', author: ANN });
    const first = take(logic, send(ANN, 'a'));
    const second = take(logic, send(ANN, 'b'));

    expect(first).toMatchObject({ ok: true, result: { seq: 2, ordinal: 1, id: 'r-2' } });
    expect(second).toMatchObject({ ok: true, result: { seq: 3, ordinal: 2 } });
  });

  it('answers a retry with the first result and makes no event', () => {
    const logic = new RoomLogic(emptyRoom({ members: [ANN] }));
    const first = take(logic, send(ANN, 'a'), 1_000);

    const retry = take(logic, send(ANN, 'a'), 9_000);

    expect(retry).toEqual({ ...first, events: [] });
  });

  it('answers a retry also after the sender has left', () => {
    const logic = new RoomLogic(emptyRoom({ members: [ANN] }));
    const first = take(logic, send(ANN, 'a'));
    take(logic, { kind: 'leave', author: ANN });

    expect(take(logic, send(ANN, 'a'))).toEqual({ ...first, events: [] });
  });

  it('keeps the same client id of two people apart', () => {
    const logic = new RoomLogic(emptyRoom({ members: [ANN, BOB] }));

    take(logic, send(ANN, 'a'));

    expect(take(logic, send(BOB, 'a'))).toMatchObject({ result: { ordinal: 2 } });
  });

  it('answers what it was told to remember', () => {
    const logic = new RoomLogic(emptyRoom({ members: [ANN], head: 9, lastOrdinal: 7 }));

    logic.remember({ authorId: 'ann', clientId: 'old', seq: 3, ordinal: 2, at: 50, id: 'r-3' });

    expect(take(logic, send(ANN, 'old'))).toEqual({ ok: true, events: [], result: { seq: 3, ordinal: 2, at: 50, id: 'r-3' } });
  });

  it('never lets time run backwards', () => {
    const logic = new RoomLogic(emptyRoom({ members: [ANN], lastAt: 5_000 }));

    expect(take(logic, send(ANN, 'a'), 100)).toMatchObject({ result: { at: 5_000 } });
  });

  it('takes messages and farewells from members only', () => {
    const logic = new RoomLogic(emptyRoom());

    expect(take(logic, send(ANN, 'a'))).toMatchObject({ ok: false, code: 'NOT_A_MEMBER' });
    expect(take(logic, { kind: 'leave', author: ANN })).toMatchObject({ ok: false, code: 'NOT_A_MEMBER' });
  });

  it('lets only its creator and its members into a private room', () => {
    const logic = new RoomLogic(emptyRoom({ visibility: 'private' }));

    expect(take(logic, { kind: 'join', author: BOB })).toMatchObject({ ok: false, code: 'FORBIDDEN' });
    expect(take(logic, { kind: 'join', author: ANN })).toMatchObject({ ok: true });
  });

  it('takes an answer only to what this room holds', () => {
    const logic = new RoomLogic(emptyRoom({ members: [ANN], head: 5 }));
    const reply = (replyTo: string): RoomCommand => ({ kind: 'send', author: ANN, clientId: replyTo, body: 'b', replyTo });

    expect(take(logic, reply('r-5'))).toMatchObject({ ok: true, events: [{ replyTo: 'r-5' }] });
    expect(take(logic, reply('r-99'))).toMatchObject({ ok: false, code: 'INVALID' });
    expect(take(logic, reply('other-1'))).toMatchObject({ ok: false, code: 'INVALID' });
  });

  it('takes a second joining as done', () => {
    const logic = new RoomLogic(emptyRoom());
    take(logic, { kind: 'join', author: ANN });

    expect(take(logic, { kind: 'join', author: ANN })).toEqual({ ok: true, events: [], result: null });
  });

  it('refuses to apply an event out of order', () => {
    const logic = new RoomLogic(emptyRoom());

    expect(() => logic.apply({ seq: 2, at: 1, type: 'member.joined', author: ANN })).toThrow(/does not follow/);
  });
});

const people = fc.constantFrom(ANN, BOB, { id: 'cid', name: 'Cid' });
const commands = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('join' as const), author: people }),
    fc.record({ kind: fc.constant('leave' as const), author: people }),
    fc.record({ kind: fc.constant('send' as const), author: people, clientId: fc.constantFrom('1', '2', '3', '4'), body: fc.string() }),
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
      fc.property(commands, clocks, (script, times) => {
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
      fc.property(commands, clocks, (script, times) => {
        const firstResults = new Map<string, unknown>();

        for (const { command, decision } of play(script, times).results) {
          if (command.kind !== 'send' || !decision.ok) continue;
          const key = `${command.author.id}/${command.clientId}`;
          if (firstResults.has(key)) expect(decision.events).toEqual([]);
          if (firstResults.has(key)) expect(decision.result).toEqual(firstResults.get(key));
          firstResults.set(key, decision.result);
        }
      }),
    );
  });

  it('leaves a state that is the fold of its events', () => {
    fc.assert(
      fc.property(commands, clocks, fc.nat(60), (script, times, cut) => {
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
      fc.property(commands, clocks, people, (script, times, author) => {
        const { logic } = play(script, times);
        const before = logic.snapshot('e');

        logic.decide({ kind: 'join', author }, 1);
        logic.decide(send(author, 'new'), 1);

        expect(logic.snapshot('e')).toEqual(before);
      }),
    );
  });
});
