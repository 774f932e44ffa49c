import { comesIn } from '@contract/comes-in';
import type { Facts } from '@contract/facts';
import type { Author, RoomEvent } from '@contract/room-events';
import { LIMITS } from '@contract/limits';
import type { RoomMember, RoomRole } from '@contract/room';

export interface Members {
  /** People online first, each part by name; no more than the server lists. */
  listed: readonly RoomMember[];
  /** Listed because they are here, not because they are known to be members. */
  strangers: ReadonlySet<string>;
  /** All members, also those beyond the list. */
  count: number;
  online: number;
}

export const NOBODY: Members = { listed: [], strangers: new Set(), count: 0, online: 0 };

export interface MemberList {
  members: readonly RoomMember[];
  memberCount: number;
}

export function membersOf({ members, memberCount, online }: MemberList & { online: number }): Members {
  return { ...NOBODY, listed: inOrder(members), count: memberCount, online };
}

export function presenceChanged(members: Members, { online, joined, left }: Facts['presence:changed']): Members {
  const list = new EditedList(members);
  for (const { id, name } of joined) list.cameOnline(id, name);
  for (const { id } of left) list.wentOffline(id);
  return { ...list.result(), online };
}

export function membershipChanged(members: Members, events: readonly RoomEvent[]): Members {
  const list = new EditedList(members);
  for (const event of events) {
    const gone = goneIn(event);
    const newcomer = comesIn(event);
    if (newcomer !== null) list.joined(newcomer, event.type === 'member.joined');
    else if (event.type === 'member.role') list.promoted(event.target.id, event.role);
    else if (gone !== null) list.gone(gone.id);
  }
  return list.result();
}

/** Somebody is called otherwise now. */
export function personChanged(members: Members, { id, name }: Author): Members {
  return { ...members, listed: inOrder(members.listed.map((member) => (member.id === id ? { ...member, name } : member))) };
}

/** Whether the names listed are as many as are said to be here. A crowd beyond the list cannot be checked. */
export function addsUp({ listed, online }: Members): boolean {
  return online > LIMITS.membersListed || listed.filter((member) => member.online).length === online;
}

/** Whether the reader's own last coming or going in these events was a going; null where there was none. */
export function isOut(userId: string, events: readonly RoomEvent[]): boolean | null {
  const last = events.findLast((event) => (comesIn(event) ?? goneIn(event))?.id === userId);
  return last === undefined ? null : comesIn(last) === null;
}

function goneIn(event: RoomEvent): Author | null {
  if (event.type === 'member.left') return event.author;
  return event.type === 'member.removed' || event.type === 'member.banned' ? event.target : null;
}

class EditedList {
  readonly #byId: Map<string, RoomMember>;
  readonly #strangers: Set<string>;
  #count: number;

  constructor(private readonly before: Members) {
    this.#byId = new Map(before.listed.map((member) => [member.id, member]));
    this.#strangers = new Set(before.strangers);
    this.#count = before.count;
  }

  cameOnline(id: string, name: string): void {
    const known = this.#byId.get(id);
    if (known === undefined) this.#strangers.add(id);
    this.#byId.set(id, { id, name, role: known?.role ?? 'member', online: true });
  }

  wentOffline(id: string): void {
    const known = this.#byId.get(id);
    if (this.#strangers.delete(id)) this.#byId.delete(id);
    else if (known !== undefined) this.#byId.set(id, { ...known, online: false });
  }

  /** Who comes by themselves is here; whoever was added may be. */
  joined(author: Author, online: boolean): void {
    const known = this.#byId.has(author.id);
    if (this.#strangers.delete(author.id) || !known) this.#count += 1;
    if (!known) this.#byId.set(author.id, { ...author, role: 'member', online });
  }

  promoted(id: string, role: RoomRole): void {
    const known = this.#byId.get(id);
    if (known !== undefined) this.#byId.set(id, { ...known, role });
  }

  /** Whoever is not listed was a member beyond the list, where there are such; a ban may be a visitor's. */
  gone(id: string): void {
    const beyond = this.#count > this.#byId.size - this.#strangers.size;
    const isMember = this.#byId.has(id) ? !this.#strangers.has(id) : beyond;
    if (isMember) this.#count -= 1;
    this.#byId.delete(id);
    this.#strangers.delete(id);
  }

  result(): Members {
    const listed = inOrder(this.#byId.values());
    const ids = new Set(listed.map(({ id }) => id));
    return { ...this.before, listed, strangers: new Set([...this.#strangers].filter((id) => ids.has(id))), count: this.#count };
  }
}

const collator = new Intl.Collator();

function inOrder(members: Iterable<RoomMember>): RoomMember[] {
  return [...members].sort((a, b) => Number(b.online) - Number(a.online) || collator.compare(a.name, b.name)).slice(0, LIMITS.membersListed);
}
