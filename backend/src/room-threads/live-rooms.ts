import type { RoomHandle } from './room-handle.ts';

/** The rooms that are live, by id. */
export class LiveRooms {
  readonly #rooms = new Map<string, RoomHandle>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#rooms.size;
  }

  get hasPlace(): boolean {
    return this.#rooms.size < this.#most;
  }

  get all(): RoomHandle[] {
    return [...this.#rooms.values()];
  }

  get(roomId: string): RoomHandle | undefined {
    return this.#rooms.get(roomId);
  }

  add(room: RoomHandle): void {
    this.#rooms.set(room.roomId, room);
  }

  /** By identity: a handle that was replaced does not take its successor along. */
  remove(room: RoomHandle): void {
    if (this.#rooms.get(room.roomId) === room) this.#rooms.delete(room.roomId);
  }

  /** Of those that have nothing under way. */
  longestSilent(): RoomHandle | undefined {
    const [first, ...others] = this.all.filter((room) => room.isQuiet);
    if (first === undefined) return undefined;
    return others.reduce((longest, room) => (room.activeAt < longest.activeAt ? room : longest), first);
  }
}
