import { Injectable, signal } from '@angular/core';

/** What may wait in all rooms of this page together: hours of writing without a connection. */
export const OUTBOX_LIMITS = { messages: 500, bytes: 1_048_576 } as const;

const encoder = new TextEncoder();

@Injectable({ providedIn: 'root' })
export class OutboxBudget {
  readonly #used = signal({ messages: 0, bytes: 0 });

  hasRoomFor(body: string): boolean {
    const { messages, bytes } = this.#used();
    return messages < OUTBOX_LIMITS.messages && bytes + sizeOf(body) <= OUTBOX_LIMITS.bytes;
  }

  take(body: string): void {
    this.#used.update(({ messages, bytes }) => ({ messages: messages + 1, bytes: bytes + sizeOf(body) }));
  }

  giveBack(body: string): void {
    this.#used.update(({ messages, bytes }) => ({ messages: messages - 1, bytes: bytes - sizeOf(body) }));
  }
}

function sizeOf(body: string): number {
  return encoder.encode(body).length;
}
