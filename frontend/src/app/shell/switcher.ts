import { Component, type ElementRef, afterNextRender, computed, effect, inject, input, output, resource, signal, viewChild } from '@angular/core';
import type { Room } from '@contract/room';
import { countOf } from '../i18n/time';
import { type RoomEntry, strange } from '../memberships/room-entries';
import { RoomsStore } from '../memberships/rooms-store';
import { VisitedRooms } from '../memberships/visited-rooms';
import { hueOf } from '../ui/colour';
import { rankRooms } from './rank-rooms';

const SHOWN_MOST = 30;
const TYPING_MS = 150;

/** From room to room by a few letters: own ones at once, those of others as the server finds them. */
@Component({
  selector: 'wt-switcher',
  templateUrl: './switcher.html',
  styleUrl: './switcher.css',
})
export class Switcher {
  readonly #rooms = inject(RoomsStore);
  readonly #visited = inject(VisitedRooms);
  /** The slug of the room that is open. */
  readonly current = input('');
  readonly chosen = output<Room>();
  readonly closed = output();

  protected readonly label = $localize`:@@switcher.label:Go to a room`;
  protected readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  protected readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');
  protected readonly hueOf = hueOf;
  protected readonly countOf = countOf;
  protected readonly find = signal('');
  protected readonly at = signal(0);
  readonly #others = resource({
    params: () => this.find().trim(),
    loader: async ({ params: find, abortSignal }) => {
      if (find !== '') await new Promise((done) => setTimeout(done, TYPING_MS));
      return abortSignal.aborted ? [] : this.#rooms.search(find);
    },
  });
  protected readonly shown = computed(() => {
    const others = this.#others.hasValue() ? this.#others.value() : [];
    const entries = [...this.#rooms.own(), ...others.map(strange)];
    return rankRooms({ entries, find: this.find(), visited: this.#visited.ids(), current: this.current() }).slice(0, SHOWN_MOST);
  });
  protected readonly active = computed(() => this.shown()[this.at()]);

  constructor() {
    afterNextRender(() => {
      this.dialog().nativeElement.showModal();
      this.field().nativeElement.focus();
    });
    effect(() => {
      if (this.active() !== undefined) document.getElementById(this.idOf(this.at()))?.scrollIntoView({ block: 'nearest' });
    });
  }

  protected idOf(index: number): string {
    return `switcher-room-${index}`;
  }

  protected type(find: string): void {
    this.find.set(find);
    this.at.set(0);
  }

  protected move(event: Event, step: 1 | -1): void {
    event.preventDefault();
    const count = this.shown().length;
    if (count > 0) this.at.update((at) => (at + step + count) % count);
  }

  protected open(entry: RoomEntry | undefined): void {
    if (entry === undefined) return;
    this.dialog().nativeElement.close();
    this.chosen.emit(entry.room);
  }
}
