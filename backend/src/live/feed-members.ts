/** Of the people who follow their rooms: which rooms these are, and the other way round. */
export class FeedMembers {
  readonly #roomsOf = new Map<string, Set<string>>();
  readonly #peopleIn = new Map<string, Set<string>>();

  follow(userId: string): void {
    if (!this.#roomsOf.has(userId)) this.#roomsOf.set(userId, new Set());
  }

  forget(userId: string): void {
    for (const roomId of this.#roomsOf.get(userId) ?? []) this.#leave(userId, roomId);
    this.#roomsOf.delete(userId);
  }

  /** Of those who do not follow nothing is kept. */
  join(userId: string, roomId: string): void {
    const rooms = this.#roomsOf.get(userId);
    if (rooms === undefined) return;
    rooms.add(roomId);
    const people = this.#peopleIn.get(roomId) ?? new Set();
    this.#peopleIn.set(roomId, people.add(userId));
  }

  leave(userId: string, roomId: string): void {
    this.#roomsOf.get(userId)?.delete(roomId);
    this.#leave(userId, roomId);
  }

  follows(userId: string): boolean {
    return this.#roomsOf.has(userId);
  }

  /** Whether anybody of them is in the room. */
  anyIn(roomId: string): boolean {
    return this.#peopleIn.has(roomId);
  }

  in(roomId: string): Iterable<string> {
    return this.#peopleIn.get(roomId) ?? [];
  }

  #leave(userId: string, roomId: string): void {
    const people = this.#peopleIn.get(roomId);
    people?.delete(userId);
    if (people?.size === 0) this.#peopleIn.delete(roomId);
  }
}
