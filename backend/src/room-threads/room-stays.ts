import type { SharedBlockPool } from '../concurrency/index.ts';
import type { RoomMemory } from './room-memory.ts';

/** The memory of the rooms that a thread serves, and of those that it was told to leave, until it says that it has. */
export class RoomStays {
  readonly #blocks: SharedBlockPool;
  readonly #present = new Map<string, RoomMemory>();
  /** By room, in the order in which the thread was told. */
  readonly #leaving = new Map<string, RoomMemory[]>();

  constructor(blocks: SharedBlockPool) {
    this.#blocks = blocks;
  }

  begin(roomId: string, memory: RoomMemory): void {
    this.#present.set(roomId, memory);
  }

  /** Nothing is put any more, and who waits for room is woken. */
  leave(roomId: string): void {
    const memory = this.#present.get(roomId);
    if (memory === undefined) return;
    memory.commands.close();
    this.#present.delete(roomId);
    this.#leaving.set(roomId, [...(this.#leaving.get(roomId) ?? []), memory]);
  }

  /** What the thread says of this room now, it says of a stay that is over. */
  isLeaving(roomId: string): boolean {
    return this.#leaving.has(roomId);
  }

  /** The thread has let go of the oldest of these stays. */
  end(roomId: string): void {
    const [oldest, ...others] = this.#leaving.get(roomId) ?? [];
    if (others.length > 0) this.#leaving.set(roomId, others);
    else this.#leaving.delete(roomId);
    if (oldest?.commands.atRest === true) this.#blocks.giveBack(oldest.block);
    else if (oldest !== undefined) this.#blocks.discard();
  }

  /** The thread is gone, and what it may have died with. */
  discardAll(): void {
    const lost = [...this.#present.values(), ...[...this.#leaving.values()].flat()];
    this.#present.clear();
    this.#leaving.clear();
    for (let count = lost.length; count > 0; count--) this.#blocks.discard();
  }
}
