import { monotonicMs } from '../concurrency/index.ts';
import type { RoomEvent } from '../contract/room-events.ts';
import { encodeEvents } from '../wire/packets/events-packet.ts';
import type { FirstResult } from '../store/first-result.ts';
import type { AppendResult, RoomAppend, RoomSnapshot } from '../store/store.ts';
import { AHEAD_MS, decodeCommands, HOLD_MS, UNPUBLISHED_BYTES, type Answer, type CommandRecord, type Publication } from './protocol.ts';
import type { RoomMemory } from './room-memory.ts';
import type { Decision, RoomRules, LoadRules } from './room-rules.ts';

/** What one room does in one round: its decisions, and the events they make. */
export interface Turn {
  room: HostedRoom;
  append: RoomAppend;
  decided: { record: CommandRecord; decision: Decision }[];
}

export interface TurnLimits {
  maxRecords: number;
  maxBytes: number;
}

const MOST_REFRESHES = 5;

/** One room as its thread sees it: its rules, and what was committed but not yet published. */
export class HostedRoom {
  readonly roomId: string;
  readonly memory: RoomMemory;
  readonly #loadRules: LoadRules;
  #rules: RoomRules | null = null;
  #epoch = '';
  /** Decided on rules that proved stale; decided again after the refresh. */
  #held: CommandRecord[] = [];
  #firstResults: FirstResult[] = [];
  #refreshes = 0;
  #unpublished: string[] = [];
  /** Those of them that are no new messages. */
  #notable: RoomEvent[] = [];
  #unpublishedBytes = 0;
  #published = 0;
  /** When the oldest of them was committed; monotonic. */
  #unpublishedSince = 0;

  constructor(roomId: string, memory: RoomMemory, loadRules: LoadRules) {
    this.roomId = roomId;
    this.memory = memory;
    this.#loadRules = loadRules;
  }

  load(snapshot: Uint8Array): void {
    const state = JSON.parse(Buffer.from(snapshot).toString('utf8')) as RoomSnapshot;
    // The log may have gone on without us: what was given up was committed after all. Members find it in the store.
    if (state.head !== this.#published + this.#unpublished.length) this.#beginPublishingAfter(state.head);
    this.#epoch = state.epoch;
    this.#rules = this.#loadRules(state);
    this.memory.tellBufferPolicy(this.#rules.bufferPolicy);
    for (const first of this.#firstResults.splice(0)) this.#rules.remember(first);
  }

  get hasTurn(): boolean {
    const waiting = this.#held.length > 0 || this.memory.commands.waiting > 0;
    return waiting && this.#rules !== null && !this.#isAhead;
  }

  /** Committed so much more than it may publish that its senders have to wait: an ack must not outrun the fan-out for long. */
  get #isAhead(): boolean {
    if (this.memory.mayPublish) return false;
    const aheadMs = this.#unpublished.length === 0 ? 0 : monotonicMs() - this.#unpublishedSince;
    return aheadMs >= AHEAD_MS || this.#unpublishedBytes >= UNPUBLISHED_BYTES;
  }

  get canPublish(): boolean {
    return this.#unpublished.length > 0 && this.memory.mayPublish && !this.#isWorthHolding;
  }

  /** What comes in this moment goes out in the same packet, for no longer than a packet more would take. */
  get #isWorthHolding(): boolean {
    if (this.#rules === null || !this.memory.moreIsComing) return false;
    return monotonicMs() - this.#unpublishedSince < Math.min(this.memory.fanOutMs, HOLD_MS);
  }

  get hasUnpublished(): boolean {
    return this.#unpublished.length > 0;
  }

  takeTurn(limits: TurnLimits, now: number): Turn {
    const rules = this.#rules;
    if (rules === null) throw new Error('A room without rules has no turn.');
    const expectedSeq = rules.head;
    const records = this.#takeRecords(limits);
    const decided = records.map((record) => this.#decide(rules, record, now));
    this.memory.takeInHand(0);
    const events = decided.flatMap(({ decision }) => (decision.ok ? decision.events : []));
    const encoded = events.map((event) => JSON.stringify(event));
    return { room: this, decided, append: { roomId: this.roomId, expectedSeq, events, encoded } };
  }

  #decide(rules: RoomRules, record: CommandRecord, now: number): Turn['decided'][number] {
    this.memory.takeInHand(record.id);
    return { record, decision: decideAndApply(rules, record, now) };
  }

  /** What was held goes alone: with more taken each time it would grow beyond what the journal takes. */
  #takeRecords(limits: TurnLimits): CommandRecord[] {
    if (this.#held.length > 0) return this.#held.splice(0);
    return decodeCommands(this.memory.commands.tryTakeBatch(limits));
  }

  /** What the log said of the turn. Returns the answers that can be given now; the others wait for a refresh. */
  settle(turn: Turn, result: AppendResult): Answer[] {
    if (result.kind === 'committed') return this.#accept(turn);
    this.#rules = null;
    if (result.kind === 'failed') return turn.decided.map(({ record }) => refuse(record.id, result.code));
    // Each leaves one command less, so that it ends.
    if (result.kind === 'refused') return this.#refuse(turn, result);
    if (++this.#refreshes > MOST_REFRESHES) return turn.decided.map(({ record }) => refuse(record.id, 'STORAGE_FAILED'));
    if (result.kind === 'duplicates') this.#firstResults = result.first;
    this.#held = turn.decided.map(({ record }) => record);
    return [];
  }

  /** True until a refresh brought new rules. */
  get isStale(): boolean {
    return this.#rules === null;
  }

  /** No further than the first event that ends somebody's right to hear more: the next packet goes to the others alone. */
  publish(): Publication {
    const ending = this.#notable.find(endsRights);
    const last = ending === undefined ? this.#published + this.#unpublished.length : ending.seq;
    const first = this.#published + 1;
    const encodedEvents = this.#unpublished.splice(0, last - this.#published);
    const notable = this.#takeNotable(last);
    this.memory.spendCredit();
    this.#published = last;
    this.#unpublishedBytes = this.#unpublished.reduce((sum, { length }) => sum + length, 0);
    this.memory.oweEvents(this.#unpublished.length > 0);
    return { roomId: this.roomId, epoch: this.#epoch, first, last, frame: encodeEvents({ roomId: this.roomId, epoch: this.#epoch, encodedEvents }), notable };
  }

  #takeNotable(last: number): RoomEvent[] {
    if (this.#notable.length === 0) return [];
    const taken = this.#notable.filter((event) => event.seq <= last);
    this.#notable = this.#notable.filter((event) => event.seq > last);
    return taken;
  }

  #beginPublishingAfter(head: number): void {
    this.#published = head;
    this.#unpublished = [];
    this.#notable = [];
    this.#unpublishedBytes = 0;
    this.memory.oweEvents(false);
  }

  /** One of the events clashes with another room, or an invitation is over: its command is refused, and the others are decided again. */
  #refuse(turn: Turn, { seq, code }: Extract<AppendResult, { kind: 'refused' }>): Answer[] {
    const isRefused = ({ decision }: Turn['decided'][number]) => decision.ok && decision.events.some((event) => event.seq === seq);
    this.#held = turn.decided.filter((decided) => !isRefused(decided)).map(({ record }) => record);
    return turn.decided.filter(isRefused).map(({ record }) => ({ id: record.id, ok: false, code, message: CLASHES[code] }));
  }

  #accept(turn: Turn): Answer[] {
    this.#refreshes = 0;
    if (this.#rules !== null) this.memory.tellBufferPolicy(this.#rules.bufferPolicy);
    if (this.#unpublished.length === 0) this.#unpublishedSince = monotonicMs();
    if (turn.append.encoded.length > 0) this.memory.oweEvents(true);
    for (const event of turn.append.encoded) {
      this.#unpublished.push(event);
      this.#unpublishedBytes += event.length;
    }
    for (const event of turn.append.events) if (event.type !== 'message.posted') this.#notable.push(event);
    return turn.decided.map(({ record, decision }) => answerOf(record.id, decision));
  }
}

function endsRights(event: RoomEvent): boolean {
  if (event.type === 'room.updated') return event.changes.visibility === 'private';
  return event.type === 'member.left' || event.type === 'member.removed' || event.type === 'member.banned';
}

const CLASHES = { NAME_TAKEN: 'name: another room has this name.', NOT_FOUND: 'This invitation is over. Ask for a new one.' } as const;

function decideAndApply(rules: RoomRules, { command }: CommandRecord, now: number): Decision {
  const decision = rules.decide(command, now);
  if (decision.ok) decision.events.forEach((event: RoomEvent) => rules.apply(event));
  return decision;
}

function answerOf(id: number, decision: Decision): Answer {
  return decision.ok ? { id, ok: true, result: decision.result } : { id, ...decision };
}

const REASONS = {
  STORAGE_FULL: 'The server has no room left to store messages. Nothing was stored; try again later.',
  STORAGE_FAILED: 'The message could not be stored. Try again with the same clientId.',
} as const;

function refuse(id: number, code: keyof typeof REASONS): Answer {
  return { id, ok: false, code, message: REASONS[code] };
}
