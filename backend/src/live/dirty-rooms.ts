/** Whom a change of a room is to be told to: named people, and perhaps all members who do not look at it, or all. */
interface Dirty {
  people: Set<string>;
  others: 'nobody' | 'away' | 'all';
}

const RANK = { nobody: 0, away: 1, all: 2 } as const;

/** Rooms whose members have not been told yet of what changed. One entry a room, however much happens. */
export class DirtyRooms {
  readonly #rooms = new Map<string, Dirty>();

  touch(roomId: string, others: Dirty['others']): void {
    const dirty = this.#entry(roomId);
    if (RANK[others] > RANK[dirty.others]) dirty.others = others;
  }

  touchFor(roomId: string, userId: string): void {
    this.#entry(roomId).people.add(userId);
  }

  get isEmpty(): boolean {
    return this.#rooms.size === 0;
  }

  get size(): number {
    return this.#rooms.size;
  }

  /** Takes rooms until that makes `limit` people, at least one room; of a bigger one the rest stays. */
  take(limit: number, whoOf: (roomId: string, others: 'away' | 'all') => string[]): Map<string, string[]> {
    const taken = new Map<string, string[]>();
    let left = limit;
    for (const [roomId, { people, others }] of [...this.#rooms]) {
      if (left <= 0) break;
      const all = [...new Set([...people, ...(others === 'nobody' ? [] : whoOf(roomId, others))])];
      this.#rooms.delete(roomId);
      all.slice(left).forEach((userId) => this.touchFor(roomId, userId));
      if (all.length > 0) taken.set(roomId, all.slice(0, left));
      left -= all.length;
    }
    return taken;
  }

  putBack(taken: Map<string, string[]>): void {
    for (const [roomId, people] of taken) people.forEach((userId) => this.touchFor(roomId, userId));
  }

  #entry(roomId: string): Dirty {
    const dirty = this.#rooms.get(roomId) ?? { people: new Set(), others: 'nobody' as const };
    this.#rooms.set(roomId, dirty);
    return dirty;
  }
}
