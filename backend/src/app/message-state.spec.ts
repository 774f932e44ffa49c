import fc from 'fast-check';
import { foldMessage, messageOf } from '../contract/fold-message.ts';
import { LIMITS } from '../contract/limits.ts';
import type { Author, Message, RoomEvent } from '../contract/room-events.ts';
import type { Decision, RoomCommand } from '../room-threads/room-rules.ts';
import { RoomLogic } from '../rooms/rules/room-logic.ts';
import type { ReactedMessage } from '../store/messages.ts';
import type { RoomSnapshot } from '../store/store.ts';
import { Database } from '../store/sqlite/database.ts';
import { rebuild } from '../store/sqlite/rebuild.ts';
import { appendOf, freshStore, newRoom } from '../store/sqlite/store.test-kit.ts';

const ROOM = 'r1';
const PEOPLE: Author[] = ['ann', 'bob', 'cid', 'dan'].map((id) => ({ id, name: id }));
const EMOJI = ['👍', '❤️', '🎉'];

/** `lag`: how many events go by between the look-up of the target and the decision. */
interface Step {
  kind: 'send' | 'edit' | 'delete' | 'pin' | 'react' | 'reopen';
  who: Author;
  target: number;
  emoji: string;
  on: boolean;
  lag: number;
}

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('send', 'send', 'edit', 'delete', 'pin', 'react', 'react', 'react', 'reopen'),
    who: fc.constantFrom(...PEOPLE),
    target: fc.nat(5),
    emoji: fc.constantFrom(...EMOJI),
    on: fc.boolean(),
    lag: fc.nat(3),
  }),
  { maxLength: 60 },
);

type Store = ReturnType<typeof freshStore>;

/** A room as the server has it: rules over a store, where what is looked up of a message may be old when it is decided. */
class LiveRoom {
  readonly log: RoomEvent[] = [];
  readonly #store: Store;
  #rules: RoomLogic;
  #waiting: { command: RoomCommand; lag: number }[] = [];
  #commands = 0;

  constructor(store: Store) {
    this.#store = store;
    store.writer.createRoom(newRoom({ id: ROOM }));
    this.#rules = this.#load();
    for (const actor of PEOPLE) this.#decide({ kind: 'join', actor, clientId: 'join', roles: ['guest'] });
    this.#decide({ kind: 'set-member', actor: PEOPLE[0] as Author, clientId: 'role', target: PEOPLE[0] as Author, change: { role: 'owner' } });
  }

  get messages(): Message[] {
    return this.#store.reader.messages({ roomId: ROOM, before: null, after: null, limit: 100 });
  }

  does(step: Step): void {
    if (step.kind === 'reopen') this.#rules = this.#load();
    else {
      const command = this.#commandOf(step);
      if (command !== null) this.#waiting.push({ command, lag: step.lag });
    }
    this.#waiting = this.#waiting.filter((each) => each.lag-- > 0 || this.#decide(each.command) === null);
  }

  finish(): void {
    for (const { command } of this.#waiting) this.#decide(command);
  }

  #load(): RoomLogic {
    const bytes = this.#store.reader.snapshot(ROOM) ?? new Uint8Array();
    return new RoomLogic(JSON.parse(Buffer.from(bytes).toString()) as RoomSnapshot);
  }

  #decide(command: RoomCommand): Decision {
    const decision = this.#rules.decide(command, 1_000 + this.log.length);
    if (decision.ok && decision.events.length > 0) {
      decision.events.forEach((event) => this.#rules.apply(event));
      expect(this.#store.writer.append(appendOf(decision.events, ROOM))).toEqual({ kind: 'committed' });
      this.log.push(...decision.events);
    }
    return decision;
  }

  #commandOf(step: Step): RoomCommand | null {
    const { kind, who: actor } = step;
    const clientId = `c${++this.#commands}`;
    const target = this.messages.at(-1 - step.target);
    if (kind === 'send') return { kind, actor, clientId, body: clientId, ...(step.on && answerTo(target)) };
    const facts = target === undefined ? null : this.#store.reader.reactedMessage({ roomId: ROOM, id: target.id, userId: actor.id });
    return facts === null ? null : aimed(step, clientId, facts);
  }
}

function answerTo(target: Message | undefined) {
  return target === undefined || target.deleted ? {} : { replyTo: target.id, thread: target.thread ?? target.id };
}

function aimed({ kind, who: actor, emoji, on }: Step, clientId: string, target: ReactedMessage): RoomCommand {
  if (kind === 'edit') return { kind, actor, clientId, target, body: `edit ${clientId}` };
  if (kind === 'react') return { kind, actor, clientId, target, emoji, on };
  return kind === 'pin' ? { kind, actor, clientId, target, on } : { kind: 'delete', actor, clientId, target };
}

const folded = (log: readonly RoomEvent[]): Message[] => {
  const messages: Message[] = [];
  for (const event of log) {
    messages.forEach((message, index) => (messages[index] = foldMessage(message, event)));
    if (event.type === 'message.posted') messages.push(messageOf(event));
  }
  return messages.map(shown);
};

/** A deleted message's text is gone from the log, so what it mentions is, too. */
const shown = ({ asOf: _, ...message }: Message): Message => JSON.parse(JSON.stringify(message)) as Message;

describe('any mix of sending, answering, editing, deleting, pinning and reacting', () => {
  it('leaves the tables as the fold of the log has them, for whoever reads late and for whoever heard all', () => {
    fc.assert(
      fc.property(steps, fc.nat(60), (script, cut) => {
        using store = freshStore();
        const room = new LiveRoom(store);
        let read: Message[] = [];

        script.forEach((step, index) => {
          if (index === cut) read = room.messages;
          room.does(step);
        });
        room.finish();
        const late = room.log.reduce((messages, event) => messages.map((message) => foldMessage(message, event)), read);

        const stored = room.messages.map(shown);
        expect(stored).toEqual(folded(room.log));
        expect(late.map(shown)).toEqual(stored.slice(0, late.length));
      }),
      { numRuns: 60 },
    );
  });

  it('never lets one person react twice with one emoji, nor pins what was deleted', () => {
    fc.assert(
      fc.property(steps, (script) => {
        using store = freshStore();
        const room = new LiveRoom(store);
        script.forEach((step) => room.does(step));
        room.finish();

        for (const { reactions = [], deleted, pinned, body } of room.messages) {
          for (const { count, userIds } of reactions) expect([new Set(userIds).size, userIds.length]).toEqual([count, count]);
          if (deleted) expect([pinned, reactions, body]).toEqual([undefined, [], '']);
        }
        expect(store.reader.pins(ROOM).map(({ id }) => id).sort()).toEqual(room.messages.flatMap(({ id, pinned }) => (pinned ? [id] : [])).sort());
      }),
      { numRuns: 40 },
    );
  });

  it('is the same after the tables are made anew from the log', () => {
    fc.assert(
      fc.property(steps, (script) => {
        using store = freshStore();
        const room = new LiveRoom(store);
        script.forEach((step) => room.does(step));
        room.finish();
        const before = room.messages;

        const database = new Database({ path: store.path });
        rebuild(database);
        database.close();

        expect(room.messages).toEqual(before);
      }),
      { numRuns: 30 },
    );
  });
});

describe('reactions', () => {
  it('name the first people and count the others', () => {
    using store = freshStore();
    store.writer.createRoom(newRoom({ id: ROOM }));
    const post = { type: 'message.posted', seq: 1, at: 1, author: PEOPLE[0] as Author, id: 'r1-1', ordinal: 1, clientId: 'c', body: 'b' } as const;
    const crowd = Array.from({ length: 70 }, (_, n) => ({ type: 'reaction.added', seq: n + 2, at: 1, author: { id: `u${n}`, name: 'U' }, id: 'r1-1', emoji: '👍' }) as const);
    store.writer.append(appendOf([post, ...crowd], ROOM));

    const [message] = store.reader.messages({ roomId: ROOM, before: null, after: null, limit: 1 });

    const people = crowd.slice(0, LIMITS.reactionPeople).map(({ author }) => author.id);
    expect(message?.reactions).toEqual([{ emoji: '👍', count: 70, userIds: people }]);
    expect(crowd.reduce(foldMessage, messageOf(post)).reactions).toEqual(message?.reactions);
  });
});
