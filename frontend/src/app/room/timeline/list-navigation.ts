import { Injectable, inject, signal } from '@angular/core';
import { ConversationStore } from './conversation-store';
import type { Destination, ScrollPlace } from './destination';
import { History } from './history';

/** Where the list stands, is to stand, and stood when the reader left it. */
@Injectable()
export class ListNavigation {
  readonly #log = inject(ConversationStore);
  readonly #history = inject(History);
  readonly #destination = signal<Destination | null>(null);
  #roomId: string | null = null;
  #place: ScrollPlace | null = null;
  #follows = true;

  readonly destination = this.#destination.asReadonly();

  in(roomId: string): void {
    this.#roomId = roomId;
  }

  stands(place: ScrollPlace | null): void {
    this.#place = place;
  }

  follow(following: boolean): void {
    this.#follows = following;
    if (following !== this.#log.window().following) this.#log.dispatch({ type: 'following', following });
  }

  toMessage(ordinal: number): void {
    this.#lead({ to: 'message', ordinal }, ordinal);
  }

  /** The line stands after this ordinal. */
  toNew(after: number): void {
    this.#lead({ to: 'unread' }, after + 1);
  }

  toEnd(): void {
    this.#destination.set({ to: 'end' });
    if (this.#roomId !== null) void this.#history.load('latest', this.#roomId);
  }

  /** What was on the page has given way to the end of the log: whoever was led to a message is led there again. */
  replaced(): void {
    const destination = this.#destination();
    if (destination?.to === 'message' && !this.#follows) this.toMessage(destination.ordinal);
  }

  /** To where the reader was before; false where they were at the end. */
  back(): boolean {
    if (this.#place === null || this.#log.window().following) return false;
    this.#history.stay();
    this.#destination.set({ to: 'place', ...this.#place });
    return true;
  }

  #lead(destination: Destination, ordinal: number): void {
    this.follow(false);
    this.#destination.set(destination);
    if (this.#roomId !== null) void this.#history.loadAround(ordinal, this.#roomId);
  }
}
