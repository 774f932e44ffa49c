import type { RoomEvent } from '../contract/room-events.ts';

/** People in rooms, in all; beyond it the room that nobody new has come to for longest is forgotten. */
export const MEMBERS_KNOWN = 100_000;

/**
 * Who was seen to be a member lately, so that a send need not ask the store whether its sender may wake the room. A hint,
 * and never the decision: that is the rules', which know better.
 */
export class KnownMembers {
  readonly #rooms = new Map<string, Set<string>>();
  #size = 0;

  has(roomId: string, userId: string): boolean {
    return this.#rooms.get(roomId)?.has(userId) === true;
  }

  add(roomId: string, userId: string): void {
    if (this.has(roomId, userId)) return;
    const known = this.#rooms.get(roomId) ?? new Set<string>();
    this.#rooms.delete(roomId);
    this.#rooms.set(roomId, known.add(userId));
    this.#size++;
    while (this.#size > MEMBERS_KNOWN) this.#forgetOldest();
  }

  learn(roomId: string, events: readonly RoomEvent[]): void {
    for (const event of events) {
      if (event.type === 'member.left') this.#remove(roomId, event.author.id);
      if (event.type === 'member.removed' || event.type === 'member.banned') this.#remove(roomId, event.target.id);
    }
  }

  forget(roomId: string): void {
    this.#size -= this.#rooms.get(roomId)?.size ?? 0;
    this.#rooms.delete(roomId);
  }

  get size(): number {
    return this.#size;
  }

  #remove(roomId: string, userId: string): void {
    if (this.#rooms.get(roomId)?.delete(userId) === true) this.#size--;
  }

  #forgetOldest(): void {
    const [oldest] = this.#rooms.keys();
    if (oldest !== undefined) this.forget(oldest);
  }
}
