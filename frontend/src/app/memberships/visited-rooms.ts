import { Injectable, signal } from '@angular/core';
import { recall, remember } from '../local/local-storage';

const KEY = 'visited';
const KEPT = 50;

/** The rooms that were looked at last in this browser, the newest first. */
@Injectable({ providedIn: 'root' })
export class VisitedRooms {
  readonly #ids = signal((recall(KEY) ?? '').split(' ').filter((id) => id !== ''));
  readonly ids = this.#ids.asReadonly();

  visit(roomId: string): void {
    if (this.#ids()[0] === roomId) return;
    this.#ids.update((ids) => [roomId, ...ids.filter((id) => id !== roomId)].slice(0, KEPT));
    remember(KEY, this.#ids().join(' '));
  }
}
