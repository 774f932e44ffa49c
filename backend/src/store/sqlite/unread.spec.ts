import fc from 'fast-check';
import type { Author, RoomEvent } from '../../contract/room-events.ts';
import { DEFAULT_POLICY } from '../../contract/room.ts';
import { messageIdOf } from '../message-id.ts';
import { rebuild } from './rebuild.ts';
import { Database } from './database.ts';
import { appendOf, freshStore, newRoom } from './store.test-kit.ts';

const ROOM = 'r1';
const PEOPLE: Author[] = ['ann', 'bob', 'cid'].map((id) => ({ id, name: id }));
const WHOM = [...PEOPLE.map(({ id }) => id), '@room'];

interface Said {
  seq: number;
  author: string;
  deleted: boolean;
  mentions: string[];
}

type Step = (model: Model) => void;

/** What unread means, counted one by one, beside a store that is told the same. */
class Model {
  readonly said: Said[] = [];
  readonly members = new Set<string>();
  readonly read = new Map<string, number>();
  readonly #store: ReturnType<typeof freshStore>;
  #seq = 0;

  constructor(store: ReturnType<typeof freshStore>) {
    this.#store = store;
    store.writer.createRoom(newRoom({ id: ROOM, searchKey: ROOM, kind: 'room', policy: DEFAULT_POLICY, clientId: 'made', events: [] }));
  }

  comesOrGoes(who: Author): void {
    const isMember = this.members.has(who.id);
    if (isMember) this.members.delete(who.id);
    else this.members.add(who.id);
    if (!isMember) this.#moveTo(who.id, this.said.length);
    this.#log({ type: isMember ? 'member.left' : 'member.joined', author: who });
  }

  says(who: Author, mentions: string[]): void {
    if (!this.members.has(who.id)) return;
    const seq = this.#seq + 1;
    this.said.push({ seq, author: who.id, deleted: false, mentions });
    this.#moveTo(who.id, this.said.length);
    this.#log({ type: 'message.posted', author: who, id: messageIdOf(ROOM, seq), ordinal: this.said.length, clientId: `c${seq}`, body: 'b', mentions });
  }

  edits(at: number, mentions: string[]): void {
    const said = this.#pick(at);
    if (said === undefined) return;
    said.mentions = mentions;
    this.#log({ type: 'message.edited', author: { id: said.author, name: said.author }, id: messageIdOf(ROOM, said.seq), body: 'e', mentions });
  }

  deletes(at: number): void {
    const said = this.#pick(at);
    if (said === undefined) return;
    said.deleted = true;
    this.#log({ type: 'message.deleted', author: PEOPLE[0] as Author, id: messageIdOf(ROOM, said.seq) });
  }

  reads(who: Author, ordinal: number, back: boolean): void {
    if (!this.members.has(who.id)) return;
    const before = this.read.get(who.id) ?? 0;
    if (back) this.read.set(who.id, Math.min(before, ordinal));
    else this.#moveTo(who.id, Math.min(ordinal, this.said.length));
    this.#store.writer.markRead({ roomId: ROOM, userId: who.id, ordinal, back });
  }

  expected(userId: string) {
    const readOrdinal = this.read.get(userId) ?? 0;
    const unread = this.said.slice(readOrdinal).filter(({ author, deleted }) => author !== userId && !deleted);
    const mentions = unread.filter((said) => said.mentions.includes(userId) || said.mentions.includes('@room'));
    return { userId, readOrdinal, unread: unread.length, mentions: mentions.length };
  }

  #pick(at: number): Said | undefined {
    const said = this.said[at % Math.max(1, this.said.length)];
    return said?.deleted === false ? said : undefined;
  }

  #moveTo(userId: string, ordinal: number): void {
    this.read.set(userId, Math.max(this.read.get(userId) ?? 0, ordinal));
  }

  #log(event: object): void {
    this.#seq++;
    this.#store.writer.append(appendOf([{ seq: this.#seq, at: this.#seq, ...event } as RoomEvent], ROOM));
  }
}

const who = fc.constantFrom(...PEOPLE);
const at = fc.nat({ max: 30 });
const mentions = fc.uniqueArray(fc.constantFrom(...WHOM), { maxLength: 3 });
const steps = fc.array(
  fc.oneof<fc.Arbitrary<Step>[]>(
    { arbitrary: who.map((person): Step => (model) => model.comesOrGoes(person)), weight: 2 } as never,
    { arbitrary: fc.tuple(who, mentions).map(([person, whom]): Step => (model) => model.says(person, whom)), weight: 6 } as never,
    fc.tuple(at, mentions).map(([place, whom]): Step => (model) => model.edits(place, whom)),
    at.map((place): Step => (model) => model.deletes(place)),
    fc.tuple(who, at, fc.boolean()).map(([person, place, back]): Step => (model) => model.reads(person, place, back)),
  ),
  { maxLength: 60 },
);

describe('what is unread, and what of it is a mention', () => {
  it('is what one counts, whatever happened and in whatever order', () => {
    fc.assert(
      fc.property(steps, (all) => {
        using store = freshStore();
        const model = new Model(store);
        for (const step of [...PEOPLE.map((person): Step => (each) => each.comesOrGoes(person)), ...all]) {
          step(model);
          const members = PEOPLE.map(({ id }) => id).filter((id) => model.members.has(id));
          const found = store.reader.membershipsIn(ROOM, members).map(({ userId, readOrdinal, unread, mentions: called }) => ({ userId, readOrdinal, unread, mentions: called }));
          expect(found.sort((one, other) => one.userId.localeCompare(other.userId))).toEqual(members.map((id) => model.expected(id)));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is the same after the state was made anew from the log', () => {
    fc.assert(
      fc.property(steps, (all) => {
        using store = freshStore();
        const model = new Model(store);
        for (const step of [...PEOPLE.map((person): Step => (each) => each.comesOrGoes(person)), ...all]) step(model);
        const database = new Database({ path: store.path });
        const before = stateOf(database);
        rebuild(database);
        const after = stateOf(database);
        database.close();
        expect(after).toEqual(before);
      }),
      { numRuns: 200 },
    );
  });
});

function stateOf(database: Database): unknown[] {
  return ['rooms', 'members', 'messages', 'edits', 'mentions', 'read_positions'].map((table) => database.prepare(`SELECT * FROM ${table} ORDER BY 1, 2, 3`).all());
}
