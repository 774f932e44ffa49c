import { comesIn } from '../../contract/comes-in.ts';
import type { Standing } from '../../contract/permissions.ts';
import type { RoomChanges, RoomEvent } from '../../contract/room-events.ts';
import type { RoomRole } from '../../contract/room.ts';
import type { FirstResult } from '../../store/first-result.ts';
import { messageSeqOf } from '../../store/message-id.ts';
import type { MessageFacts } from '../../store/messages.ts';
import type { RoomSnapshot, Sanction } from '../../store/store.ts';
import { RecentCommands } from './recent-commands.ts';
import { RecentReactions } from './recent-reactions.ts';

export const DELETIONS_KEPT = 1_000;
/** Whoever is beyond it may speak again at once. */
export const SPEAKERS_KEPT = 10_000;

export type RoomFactsOf = Pick<RoomSnapshot, 'roomId' | 'kind' | 'name' | 'topic' | 'visibility' | 'policy' | 'archived'>;

/** A room as its rules know it: the fold of its events, begun at a snapshot. */
export class RoomState {
  #facts: RoomFactsOf;
  readonly #members: Map<string, RoomRole>;
  readonly #sanctions: Map<string, Sanction>;
  readonly #recent: RecentCommands;
  /** Numbers of messages deleted lately, with the number of the event that did it; none before `#deletionsFrom` is known. */
  readonly #deletions = new Map<number, number>();
  #deletionsFrom: number;
  readonly #lastSaid = new Map<string, number>();
  readonly #reactions: RecentReactions;
  /** Numbers of messages, as they were pinned. */
  readonly #pins: Set<number>;
  #head: number;
  #lastOrdinal: number;
  #lastAt: number;

  constructor(snapshot: RoomSnapshot) {
    const { roomId, kind, name, topic, visibility, policy, archived } = snapshot;
    this.#facts = { roomId, kind, name, topic, visibility, policy, archived };
    this.#members = new Map(snapshot.members.map((id) => [id, snapshot.roles[id] ?? 'member']));
    this.#sanctions = new Map(snapshot.sanctions.map((sanction) => [sanction.userId, sanction]));
    this.#recent = new RecentCommands(snapshot.recent);
    this.#reactions = new RecentReactions(snapshot.head);
    this.#pins = new Set(snapshot.pins);
    this.#head = snapshot.head;
    this.#deletionsFrom = snapshot.head;
    this.#lastOrdinal = snapshot.lastOrdinal;
    this.#lastAt = snapshot.lastAt;
  }

  get facts(): RoomFactsOf {
    return this.#facts;
  }

  get head(): number {
    return this.#head;
  }

  get lastOrdinal(): number {
    return this.#lastOrdinal;
  }

  get lastAt(): number {
    return this.#lastAt;
  }

  get reactions(): RecentReactions {
    return this.#reactions;
  }

  get pins(): ReadonlySet<number> {
    return this.#pins;
  }

  /** A member is not banned: whoever is banned is a member no more. */
  standingOf(userId: string): Standing {
    return this.#members.get(userId) ?? (this.#sanctions.get(userId)?.banned === true ? 'banned' : 'visitor');
  }

  mutedUntil(userId: string): number {
    return this.#sanctions.get(userId)?.mutedUntil ?? 0;
  }

  /** When this person's last message was stored, as far back as slow mode can ask. */
  lastSaidAt(userId: string): number | undefined {
    return this.#lastSaid.get(userId);
  }

  /** What is remembered besides members and sanctions. */
  get remembered(): { deletions: number; speakers: number; pins: number } {
    return { deletions: this.#deletions.size, speakers: this.#lastSaid.size, pins: this.#pins.size };
  }

  get owners(): number {
    return [...this.#members.values()].filter((role) => role === 'owner').length;
  }

  firstResult(authorId: string, clientId: string): FirstResult | undefined {
    return this.#recent.find(authorId, clientId);
  }

  /** `unknown`: the facts are older than what is remembered here. */
  fateOf({ seq, deleted, asOf }: MessageFacts): 'there' | 'deleted' | 'unknown' {
    if (deleted || this.#deletions.has(seq)) return 'deleted';
    return asOf < this.#deletionsFrom ? 'unknown' : 'there';
  }

  remember(first: FirstResult): void {
    this.#recent.add(first);
  }

  apply(event: RoomEvent): void {
    if (event.seq !== this.#head + 1) throw new Error(`Event ${event.seq} does not follow ${this.#head}.`);
    this.#head = event.seq;
    this.#lastAt = event.at;
    this.#recent.note(event);
    this.#fold(event);
  }

  /** What a fresh RoomState would be made of. */
  snapshot(epoch: string): RoomSnapshot {
    const place = { head: this.#head, lastOrdinal: this.#lastOrdinal, lastAt: this.#lastAt };
    const roles = Object.fromEntries([...this.#members].filter(([, role]) => role !== 'member'));
    const people = { members: [...this.#members.keys()], roles, sanctions: [...this.#sanctions.values()] };
    return { ...this.#facts, epoch, ...place, ...people, pins: [...this.#pins], recent: this.#recent.list() };
  }

  #fold(event: RoomEvent): void {
    if (event.type === 'message.posted') {
      this.#lastOrdinal = event.ordinal;
      if (this.#facts.policy.slowModeSeconds > 0) this.#spoke(event.author.id, event.at);
    } else if (event.type === 'message.deleted') this.#forgetMessage(messageSeqOf(this.#facts.roomId, event.id), event.seq);
    else if (event.type === 'room.updated') this.#change(event.changes);
    else if (event.type.startsWith('member.')) this.#foldMember(event);
    else this.#foldMark(event);
  }

  #foldMark(event: RoomEvent): void {
    const { roomId } = this.#facts;
    if (event.type === 'reaction.added' || event.type === 'reaction.removed') this.#reactions.note(roomId, event);
    else if (event.type === 'message.pinned') this.#pin(messageSeqOf(roomId, event.id), true);
    else if (event.type === 'message.unpinned') this.#pin(messageSeqOf(roomId, event.id), false);
  }

  #pin(message: number | null, on: boolean): void {
    if (message === null) return;
    if (on) this.#pins.add(message);
    else this.#pins.delete(message);
  }

  #spoke(userId: string, at: number): void {
    this.#lastSaid.delete(userId);
    this.#lastSaid.set(userId, at);
    if (this.#lastSaid.size <= SPEAKERS_KEPT) return;
    const [oldest] = this.#lastSaid.keys();
    if (oldest !== undefined) this.#lastSaid.delete(oldest);
  }

  #foldMember(event: RoomEvent): void {
    const newcomer = comesIn(event);
    if (newcomer !== null) this.#members.set(newcomer.id, 'member');
    else if (event.type === 'member.left') this.#members.delete(event.author.id);
    else if (event.type === 'member.role') this.#members.set(event.target.id, event.role);
    else if (event.type === 'member.removed' || event.type === 'member.banned') this.#members.delete(event.target.id);
    this.#foldSanction(event);
  }

  #foldSanction(event: RoomEvent): void {
    if (event.type === 'member.banned') this.#sanction(event.target.id, { banned: true });
    else if (event.type === 'member.unbanned') this.#sanction(event.target.id, { banned: false });
    else if (event.type === 'member.muted') this.#sanction(event.target.id, { mutedUntil: event.until });
  }

  #change({ archived, ...changes }: RoomChanges): void {
    this.#facts = { ...this.#facts, ...changes, archived: archived ?? this.#facts.archived };
    if (this.#facts.policy.slowModeSeconds === 0) this.#lastSaid.clear();
  }

  #sanction(userId: string, change: Partial<Sanction>): void {
    this.#sanctions.set(userId, { userId, banned: false, mutedUntil: 0, ...this.#sanctions.get(userId), ...change });
  }

  #forgetMessage(message: number | null, seq: number): void {
    if (message === null) return;
    this.#recent.forgetContent(message);
    this.#pins.delete(message);
    this.#deletions.set(message, seq);
    if (this.#deletions.size <= DELETIONS_KEPT) return;
    const [[oldest, at] = [0, 0]] = this.#deletions;
    this.#deletions.delete(oldest);
    this.#deletionsFrom = at;
  }
}
