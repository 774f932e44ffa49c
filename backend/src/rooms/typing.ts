import type { Facts } from '../contract/facts.ts';
import { LIMITS } from '../contract/limits.ts';
import type { Author } from '../contract/room-events.ts';

/** Who says nothing more for so long has stopped writing. */
const FORGOTTEN_AFTER_MS = 6_000;

/** Who writes in which room. Told as a list of names, gathered; times are monotonic. */
export class Typing {
  readonly #rooms = new Map<string, Map<string, { name: string; until: number }>>();
  readonly #changed = new Set<string>();

  set(roomId: string, author: Author, { typing, nowMs }: { typing: boolean; nowMs: number }): void {
    const room = this.#rooms.get(roomId) ?? new Map<string, { name: string; until: number }>();
    if (typing !== room.has(author.id)) this.#changed.add(roomId);
    if (typing) room.set(author.id, { name: author.name, until: nowMs + FORGOTTEN_AFTER_MS });
    else room.delete(author.id);
    if (room.size > 0) this.#rooms.set(roomId, room);
    else this.#rooms.delete(roomId);
  }

  takeChanges(nowMs: number): Facts['typing:changed'][] {
    this.#forget(nowMs);
    const facts = [...this.#changed].map((roomId) => ({ roomId, names: this.#namesIn(roomId) }));
    this.#changed.clear();
    return facts;
  }

  #namesIn(roomId: string): string[] {
    const writers = this.#rooms.get(roomId)?.values().take(LIMITS.typingNames) ?? [];
    return [...writers].map(({ name }) => name);
  }

  #forget(nowMs: number): void {
    for (const [roomId, room] of this.#rooms) {
      for (const [userId, { until }] of room) if (until <= nowMs && room.delete(userId)) this.#changed.add(roomId);
      if (room.size === 0) this.#rooms.delete(roomId);
    }
  }
}
