import { LRUCache } from 'lru-cache';

/** People in rooms that are remembered; whoever is forgotten may be told of a message twice, which its tag makes one. */
export const TOLD_KEPT = 20_000;
/** What is not read stays shown; so often it rings again. */
const RING_EVERY_MS = 60_000;

export interface Place {
  roomId: string;
  userId: string;
}

interface Told {
  ordinal: number;
  at: number;
}

/** What each device was told last of each room, as far as this process knows. */
export class ToldDevices {
  readonly #told = new LRUCache<string, Map<string, Told>>({ max: TOLD_KEPT });

  /** Whether it should be told now: not twice of the same, nor again and again while it is not looked at, unless it is called. */
  isNew(place: Place & { endpoint: string }, { ordinal, isMention, now }: { ordinal: number; isMention: boolean; now: number }): boolean {
    const told = this.#told.get(keyOf(place))?.get(place.endpoint);
    if (told === undefined) return true;
    return ordinal > told.ordinal && (isMention || now - told.at >= RING_EVERY_MS);
  }

  note(place: Place & { endpoint: string }, told: Told): void {
    const devices = this.#told.get(keyOf(place)) ?? new Map<string, Told>();
    devices.set(place.endpoint, told);
    this.#told.set(keyOf(place), devices);
  }

  knows(place: Place): boolean {
    return this.#told.has(keyOf(place));
  }

  /** The person has read so far: the endpoints that show something which is over. */
  takeRead(place: Place, readOrdinal: number): string[] {
    const devices = this.#told.get(keyOf(place)) ?? new Map<string, Told>();
    const over = [...devices].filter(([, { ordinal }]) => ordinal <= readOrdinal).map(([endpoint]) => endpoint);
    for (const endpoint of over) devices.delete(endpoint);
    if (devices.size === 0) this.#told.delete(keyOf(place));
    return over;
  }

  get size(): number {
    return this.#told.size;
  }
}

function keyOf({ roomId, userId }: Place): string {
  return `${roomId} ${userId}`;
}
