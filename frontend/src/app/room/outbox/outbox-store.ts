import { DestroyRef, Injectable, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { Subject } from 'rxjs';
import { newClientId } from '../../api/client-id';
import { OutboxBudget } from './outbox-budget';
import { type Letter, type OutboxChange, type OutboxItem, adopted, changed, connected, unstored, writtenAfter } from './outbox-items';
import { type OutboxPlace, OutboxPersistence } from './outbox-persistence';
import { OutboxTabs } from './outbox-tabs';
import { RoomContext } from '../page/room-context';

/** The messages of a room's outbox, in the order of writing; the shelf has a copy of what is not yet acknowledged. */
@Injectable()
export class OutboxStore {
  readonly #user = inject(RoomContext).user;
  readonly #shelf = inject(OutboxPersistence);
  readonly #budget = inject(OutboxBudget);
  readonly #tabs = inject(OutboxTabs);
  readonly #items = signal<readonly OutboxItem[]>([]);
  readonly #gone = new Subject<void>();
  #place: OutboxPlace | null = null;

  readonly items = this.#items.asReadonly();
  readonly gone$ = this.#gone.asObservable();

  constructor() {
    this.#tabs.discarded$.pipe(takeUntilDestroyed()).subscribe((clientId) => this.#remove([clientId]));
    inject(DestroyRef).onDestroy(() => this.#items().forEach(({ body }) => this.#budget.giveBack(body)));
  }

  /** From now on the shelf has what is here. */
  bindRoom(roomId: string): void {
    this.#place = { user: this.#user, roomId };
    for (const { clientId } of this.#items()) this.keep(clientId);
  }

  /** False, and nothing happened, where too much waits already. */
  add(letter: Letter, online: boolean): boolean {
    const { body } = letter;
    if (!this.#budget.hasRoomFor(body)) return false;
    const item: OutboxItem = { ...letter, clientId: newClientId(), at: writtenAfter(this.#items(), Date.now()), state: 'waiting' };
    this.#budget.take(body);
    this.#items.update((items) => connected([...items, item], online));
    this.keep(item.clientId);
    return true;
  }

  /** Takes what an earlier page or another tab has left on the shelf; answers how many of these are to be sent. */
  async adopt(): Promise<number> {
    if (this.#place === null) return 0;
    const kept = await this.#shelf.load(this.#place);
    const known = new Set(this.#items().map(({ clientId }) => clientId));
    this.#items.update((items) => adopted(items, kept));
    const fresh = this.#items().filter(({ clientId }) => !known.has(clientId));
    fresh.forEach(({ body }) => this.#budget.take(body));
    return fresh.filter(({ state }) => state === 'waiting').length;
  }

  find(clientId: string): OutboxItem | undefined {
    return this.#items().find((item) => item.clientId === clientId);
  }

  change(clientId: string, change: OutboxChange): void {
    this.#items.update((items) => changed(items, clientId, change));
  }

  connected(online: boolean): void {
    this.#items.update((items) => connected(items, online));
  }

  /** What another log had stored waits again; answers how many. */
  forgetStored(): number {
    const stored = this.#items().filter(({ state }) => state === 'stored');
    this.#items.update(unstored);
    for (const { clientId } of stored) this.keep(clientId);
    return stored.length;
  }

  discard(clientId: string): void {
    this.#remove([clientId]);
    this.drop(clientId);
    this.#tabs.tellDiscarded(clientId);
  }

  done(clientIds: readonly string[]): void {
    this.#remove(clientIds);
    for (const clientId of clientIds) this.drop(clientId);
  }

  keep(clientId: string): void {
    const item = this.find(clientId);
    if (item !== undefined && this.#place !== null) void this.#shelf.keep(this.#place, item);
  }

  drop(clientId: string): void {
    if (this.#place !== null) void this.#shelf.drop(this.#place, clientId);
  }

  #remove(clientIds: readonly string[]): void {
    const gone = this.#items().filter((item) => clientIds.includes(item.clientId));
    if (gone.length === 0) return;
    gone.forEach(({ body }) => this.#budget.giveBack(body));
    this.#items.update((items) => items.filter((item) => !gone.includes(item)));
    this.#gone.next();
  }
}
