/** The conversations of people who follow their rooms: those with them see whether they are there. */
export class FeedDirects {
  readonly #rooms = new Map<string, Set<string>>();

  /** False where the person followed before: nobody sees a change. */
  begin(userId: string, roomIds: string[]): boolean {
    const isNew = !this.#rooms.has(userId);
    this.#rooms.set(userId, new Set(roomIds));
    return isNew;
  }

  add(userId: string, roomId: string): void {
    this.#rooms.get(userId)?.add(roomId);
  }

  of(userId: string): Iterable<string> {
    return this.#rooms.get(userId) ?? [];
  }

  /** Gives those it had. */
  end(userId: string): Iterable<string> {
    const rooms = this.#rooms.get(userId) ?? [];
    this.#rooms.delete(userId);
    return rooms;
  }

  get size(): number {
    return this.#rooms.size;
  }
}
