import type { Facts } from '../contract/facts.ts';
import { LIMITS } from '../contract/limits.ts';
import type { Author } from '../contract/room-events.ts';

/** Who says nothing more for so long has stopped writing. */
const FORGOTTEN_AFTER_MS = 6_000;

interface Writer {
  author: Author;
  until: number;
}

/** Who writes in which room. Told as a list of people, gathered; times are monotonic. */
export class Typing {
  readonly #rooms = new Map<string, Map<string, Writer>>();
  readonly #changed = new Set<string>();

  set(roomId: string, author: Author, { typing, nowMs }: { typing: boolean; nowMs: number }): void {
    const room = this.#rooms.get(roomId) ?? new Map<string, Writer>();
    if (typing !== room.has(author.id)) this.#changed.add(roomId);
    if (typing) room.set(author.id, { author: { id: author.id, name: author.name }, until: nowMs + FORGOTTEN_AFTER_MS });
    else room.delete(author.id);
    if (room.size > 0) this.#rooms.set(roomId, room);
    else this.#rooms.delete(roomId);
  }

  takeChanges(nowMs: number): Facts['typing:changed'][] {
    this.#forget(nowMs);
    const facts = [...this.#changed].map((roomId) => ({ roomId, people: this.#peopleIn(roomId) }));
    this.#changed.clear();
    return facts;
  }

  #peopleIn(roomId: string): Author[] {
    const writers = this.#rooms.get(roomId)?.values().take(LIMITS.typingPeople) ?? [];
    return [...writers].map(({ author }) => author);
  }

  #forget(nowMs: number): void {
    for (const [roomId, room] of this.#rooms) {
      for (const [userId, { until }] of room) if (until <= nowMs && room.delete(userId)) this.#changed.add(roomId);
      if (room.size === 0) this.#rooms.delete(roomId);
    }
  }
}
