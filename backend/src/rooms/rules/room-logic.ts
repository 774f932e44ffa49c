import type { Author, MessagePosted, RoomEvent } from '../../contract/room-events.ts';
import type { Decision, RoomCommand, RoomRules } from '../../room-threads/room-rules.ts';
import type { RoomSnapshot, SentBefore } from '../../store/store.ts';
import { RecentCommands } from './recent-sends.ts';

type Join = Extract<RoomCommand, { kind: 'join' }>;
type Leave = Extract<RoomCommand, { kind: 'leave' }>;
type Send = Extract<RoomCommand, { kind: 'send' }>;

const NOT_A_MEMBER = { ok: false, code: 'NOT_A_MEMBER', message: 'Join the room first.' } as const;
const NO_SUCH_MESSAGE = { ok: false, code: 'INVALID', message: 'replyTo: this room has no such message.' } as const;
const FORBIDDEN = { ok: false, code: 'FORBIDDEN', message: 'This room is private.' } as const;

/**
 * Every rule of a room. State and command make events or a refusal; state is the fold of the room's events. Pure:
 * the clock comes in as `now`, and a message's time is never before the previous one's.
 */
export class RoomLogic implements RoomRules {
  readonly #room: Pick<RoomSnapshot, 'roomId' | 'visibility' | 'createdBy'>;
  readonly #members: Map<string, Author>;
  readonly #sent: RecentCommands;
  #head: number;
  #lastOrdinal: number;
  #lastAt: number;

  constructor(snapshot: RoomSnapshot) {
    this.#room = snapshot;
    this.#members = new Map(snapshot.members.map((member) => [member.id, member]));
    this.#sent = new RecentCommands(snapshot.recent);
    this.#head = snapshot.head;
    this.#lastOrdinal = snapshot.lastOrdinal;
    this.#lastAt = snapshot.lastAt;
  }

  get head(): number {
    return this.#head;
  }

  decide(command: RoomCommand, now: number): Decision {
    if (command.kind === 'join') return this.#join(command, now);
    if (command.kind === 'leave') return this.#leave(command, now);
    return this.#send(command, now);
  }

  apply(event: RoomEvent): void {
    if (event.seq !== this.#head + 1) throw new Error(`Event ${event.seq} does not follow ${this.#head}.`);
    this.#head = event.seq;
    this.#lastAt = event.at;
    if (event.type === 'member.joined') this.#members.set(event.author.id, event.author);
    else if (event.type === 'member.left') this.#members.delete(event.author.id);
    else this.#applyMessage(event);
  }

  remember(sentBefore: SentBefore): void {
    this.#sent.add(sentBefore);
  }

  /** What a fresh RoomLogic would be made of. */
  snapshot(epoch: string): RoomSnapshot {
    const { roomId, visibility, createdBy } = this.#room;
    const place = { head: this.#head, lastOrdinal: this.#lastOrdinal, lastAt: this.#lastAt };
    return { roomId, visibility, createdBy, epoch, ...place, members: [...this.#members.values()], recent: this.#sent.list() };
  }

  #join({ author }: Join, now: number): Decision {
    if (this.#members.has(author.id)) return { ok: true, events: [], result: null };
    if (!this.#mayEnter(author)) return FORBIDDEN;
    return { ok: true, events: [{ ...this.#next(now), type: 'member.joined', author }], result: null };
  }

  #leave({ author }: Leave, now: number): Decision {
    if (!this.#members.has(author.id)) return NOT_A_MEMBER;
    return { ok: true, events: [{ ...this.#next(now), type: 'member.left', author }], result: null };
  }

  #send({ author, clientId, body, replyTo }: Send, now: number): Decision {
    const before = this.#sent.find(author.id, clientId);
    if (before !== undefined) return { ok: true, events: [], result: storedOf(before) };
    if (!this.#members.has(author.id)) return NOT_A_MEMBER;
    if (replyTo !== undefined && !this.#mayBeMessage(replyTo)) return NO_SUCH_MESSAGE;
    const place = { ...this.#next(now), id: this.#messageId(), ordinal: this.#lastOrdinal + 1 };
    const event: MessagePosted = { ...place, type: 'message.posted', author, clientId, body, ...(replyTo === undefined ? {} : { replyTo }) };
    return { ok: true, events: [event], result: storedOf(event) };
  }

  #mayEnter(author: Author): boolean {
    return this.#room.visibility === 'public' || this.#room.createdBy === author.id;
  }

  #next(now: number): { seq: number; at: number } {
    return { seq: this.#head + 1, at: Math.max(now, this.#lastAt) };
  }

  #mayBeMessage(id: string): boolean {
    const prefix = `${this.#room.roomId}-`;
    const seq = Number(id.startsWith(prefix) ? id.slice(prefix.length) : NaN);
    return Number.isInteger(seq) && seq >= 1 && seq <= this.#head;
  }

  /** Sequence numbers are never reused, so room and number name a message for ever. */
  #messageId(): string {
    return `${this.#room.roomId}-${this.#head + 1}`;
  }

  #applyMessage(event: MessagePosted): void {
    this.#lastOrdinal = event.ordinal;
    const { clientId, seq, ordinal, at, id } = event;
    this.#sent.add({ authorId: event.author.id, clientId, seq, ordinal, at, id });
  }
}

function storedOf({ seq, ordinal, at, id }: { seq: number; ordinal: number; at: number; id: string }) {
  return { seq, ordinal, at, id };
}

export function loadRules(snapshot: RoomSnapshot): RoomRules {
  return new RoomLogic(snapshot);
}
