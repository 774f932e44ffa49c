import { Injectable, computed, inject, resource, signal } from '@angular/core';
import { PeopleStore } from '../memberships/people-store';
import { matches } from '../memberships/room-entries';
import { RoomsStore } from '../memberships/rooms-store';
import { begun } from './typed-filters';

export interface Completion {
  /** What stands behind the colon. */
  value: string;
  name: string;
  /** Of a person. */
  id?: string;
}

const SHOWN_MOST = 8;
const TYPING_MS = 120;

/** Whom or which room may be meant by what is being typed behind `from:` or `in:`. */
@Injectable()
export class SearchCompletion {
  readonly #people = inject(PeopleStore);
  readonly #rooms = inject(RoomsStore);
  readonly typed = signal('');
  readonly #begun = computed(() => begun(this.typed()));
  readonly #name = computed(() => (this.#begun()?.filter === 'from' ? (this.#begun()?.value ?? '') : null));
  readonly #found = resource({
    params: () => this.#name() ?? undefined,
    loader: async ({ params: name, abortSignal }) => {
      await new Promise((done) => setTimeout(done, TYPING_MS));
      return abortSignal.aborted ? [] : this.#people.search(name);
    },
  });

  readonly shown = computed((): Completion[] => {
    const wanted = this.#begun();
    if (wanted === null) return [];
    return (wanted.filter === 'in' ? this.#roomsCalled(wanted.value) : this.#peopleCalled(wanted.value)).slice(0, SHOWN_MOST);
  });

  #roomsCalled(name: string): Completion[] {
    const rooms = [...this.#rooms.byId().values()].filter((room) => matches(room.name, name) || room.slug === name);
    return rooms.map((room) => ({ value: room.slug, name: room.name }));
  }

  #peopleCalled(name: string): Completion[] {
    const me = { value: 'me', name: $localize`:@@search.me:me` };
    const people = this.#found.hasValue() ? this.#found.value() : [];
    const others = people.map((person) => ({ value: person.name, name: person.name, id: person.id }));
    return 'me'.startsWith(name) ? [me, ...others] : others;
  }
}
