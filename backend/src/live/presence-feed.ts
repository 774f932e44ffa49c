import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { HereNow } from '../rooms/here-now.ts';
import { AdaptiveThrottle } from './adaptive-throttle.ts';
import { toRoom } from './broadcast.ts';
import { Bus } from './bus.ts';
import { Presence } from './presence.ts';

/** At most four a second per room. */
const GATHER_MS = 250;

/** Tells a room's subscribers who came and who went; what takes long to be told is told more seldom. */
@Injectable()
export class PresenceFeed implements OnModuleInit, OnApplicationShutdown {
  readonly #presence: Presence;
  readonly #bus: Bus;
  readonly #here: HereNow;
  /** Of the rooms that were told lately. What changes meanwhile is told together. */
  readonly #throttles = new Map<string, AdaptiveThrottle>();
  #timer: NodeJS.Timeout | undefined;

  constructor(presence: Presence, bus: Bus, here: HereNow) {
    this.#presence = presence;
    this.#bus = bus;
    this.#here = here;
  }

  onModuleInit(): void {
    this.#here.askedOf((roomId, limit) => this.#presence.list(roomId, limit));
    this.#timer = setInterval(() => this.tell(), GATHER_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.#timer);
  }

  tell(): void {
    const now = performance.now();
    for (const [roomId, throttle] of this.#throttles) if (throttle.isDue(now)) this.#throttles.delete(roomId);
    for (const payload of this.#presence.takeChanges(this.#throttles)) {
      const throttle = new AdaptiveThrottle();
      this.#throttles.set(payload.roomId, throttle);
      this.#bus.tellAtPace(throttle, { recipients: toRoom(payload.roomId), name: 'presence:changed', payload });
    }
  }
}
