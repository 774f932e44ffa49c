import { Component, type ElementRef, computed, inject, input, output, viewChild } from '@angular/core';
import { Router } from '@angular/router';
import { errorText } from '../api/error-text';
import { Icon } from '../ui/icon';
import { RoomsStore } from '../memberships/rooms-store';
import { EmptyList } from './empty-list';
import { ReadAll } from './read-all';
import { RoomSection, type Section } from './room-section';

@Component({
  selector: 'wt-room-list',
  imports: [EmptyList, Icon, ReadAll, RoomSection],
  templateUrl: './room-list.html',
  styleUrl: './room-list.css',
})
export class RoomList {
  readonly #router = inject(Router);
  protected readonly store = inject(RoomsStore);
  protected readonly search = viewChild.required<ElementRef<HTMLInputElement>>('search');
  /** The slug of the room that is open. */
  readonly current = input('');
  /** What is wanted only now and then can be shown. */
  readonly more = input.required<boolean>();
  readonly create = output();
  /** To somebody alone. */
  readonly talk = output();
  readonly chosen = output();

  protected readonly sections = computed(() => {
    const { favourites, mine, directs, others } = this.store.sections();
    const sections: Section[] = [
      { name: 'favourites', heading: $localize`:@@rooms.favourites:Favourites`, entries: favourites },
      { name: 'mine', heading: $localize`:@@rooms.title:Rooms`, entries: mine },
      { name: 'directs', heading: $localize`:@@directs.title:Conversations`, entries: directs },
      { name: 'others', heading: $localize`:@@rooms.others:Open to everybody`, entries: others },
    ];
    return sections.filter(({ name, entries }) => entries.length > 0 || name === 'mine' || name === 'directs');
  });
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
