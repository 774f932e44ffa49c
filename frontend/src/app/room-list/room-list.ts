import { Component, type ElementRef, inject, input, output, viewChild } from '@angular/core';
import { Router } from '@angular/router';
import { errorText } from '../api/error-text';
import { Icon } from '../ui/icon';
import { RoomsStore } from '../memberships/rooms-store';
import { ReadAll } from './read-all';
import { RoomLink } from './room-link';

@Component({
  selector: 'wt-room-list',
  imports: [Icon, ReadAll, RoomLink],
  templateUrl: './room-list.html',
  styleUrl: './room-list.css',
})
export class RoomList {
  readonly #router = inject(Router);
  protected readonly store = inject(RoomsStore);
  protected readonly search = viewChild.required<ElementRef<HTMLInputElement>>('search');
  /** The slug of the room that is open. */
  readonly current = input('');
  readonly create = output();
  /** To somebody alone. */
  readonly talk = output();
  readonly chosen = output();

  protected readonly errorText = errorText;

  focusSearch(): void {
    this.search().nativeElement.focus();
    this.search().nativeElement.select();
  }

  protected async openFirst(): Promise<void> {
    const first = this.store.listed()[0];
    if (first === undefined) return;
    this.clear();
    await this.#router.navigate(['/rooms', first.slug]);
    this.chosen.emit();
  }

  protected clear(): void {
    this.store.find.set('');
  }

  protected clearFirst(event: Event): void {
    if (this.store.find() === '') return;
    event.stopPropagation();
    this.clear();
  }
}
