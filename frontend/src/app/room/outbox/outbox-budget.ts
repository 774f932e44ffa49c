import { Injectable, computed, signal } from '@angular/core';

/** What may wait in all rooms of this page together: hours of writing without a connection. */
export const OUTBOX_LIMITS = { messages: 500, bytes: 1_048_576 } as const;

const encoder = new TextEncoder();

/** Everything that waits on this page, whatever room it is for. */
@Injectable({ providedIn: 'root' })
export class OutboxBudget {
  readonly #bodies = signal<readonly string[]>([]);
  #bytes = 0;

  readonly bodies = this.#bodies.asReadonly();
  readonly messages = computed(() => this.#bodies().length);

  hasRoomFor(body: string): boolean {
    return this.#bodies().length < OUTBOX_LIMITS.messages && this.#bytes + sizeOf(body) <= OUTBOX_LIMITS.bytes;
  }

  take(body: string): void {
    this.#bytes += sizeOf(body);
    this.#bodies.update((bodies) => [...bodies, body]);
  }

  giveBack(body: string): void {
    const at = this.#bodies().indexOf(body);
    if (at < 0) return;
    this.#bytes -= sizeOf(body);
    this.#bodies.update((bodies) => bodies.toSpliced(at, 1));
  }
}

function sizeOf(body: string): number {
  return encoder.encode(body).length;
}
