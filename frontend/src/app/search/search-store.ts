import { Injectable, computed, inject, signal } from '@angular/core';
import type { SearchHit, SearchOrder, SearchPage, SearchedRoom } from '@contract/rest';
import { ApiClient } from '../api/api-client';
import { CommandError, type FailureCode } from '../api/command-error';
import { SessionStore } from '../connection/session-store';
import { isSearchPage } from './search-answer';
import { parametersOf } from './typed-filters';

export interface FoundHit extends SearchHit {
  room: SearchedRoom;
}

export interface Question {
  typed: string;
  order: SearchOrder;
}

type State = 'nothing asked' | 'asking' | 'found' | 'failed';

const COMMA = ', ';
/** Pages that may be empty are passed over by themselves, so many at a time. */
const EMPTY_PAGES = 5;

/** What was asked last, and what was found: it stays while one looks at the hits. */
@Injectable({ providedIn: 'root' })
export class SearchStore {
  readonly #rest = inject(ApiClient);
  readonly #session = inject(SessionStore);
  readonly #people = new Map<string, string>();
  #asking = new AbortController();

  readonly #question = signal<Question>({ typed: '', order: 'newest' });
  readonly #state = signal<State>('nothing asked');
  readonly #problem = signal<FailureCode>('INTERNAL');
  readonly #hits = signal<readonly FoundHit[]>([]);
  readonly #next = signal<string | null>(null);
  readonly #indexing = signal(false);

  readonly question = this.#question.asReadonly();
  readonly state = this.#state.asReadonly();
  readonly problem = this.#problem.asReadonly();
  readonly hits = this.#hits.asReadonly();
  readonly indexing = this.#indexing.asReadonly();
  readonly hasMore = computed(() => this.#next() !== null);
  /** The place of the hit that is looked at; -1 where none is. */
  readonly at = signal(-1);

  /** Somebody who was chosen by name is meant from now on, and nobody else of that name. */
  meets(name: string, id: string): void {
    this.#people.set(name, id);
  }

  /** The answer to what was asked before comes too late. */
  async ask(question: Question): Promise<void> {
    this.#asking.abort();
    this.#question.set(question);
    this.at.set(-1);
    const parameters = this.#parametersOf(question);
    if (parameters.size === 0) {
      this.#show([], null, 'nothing asked');
      return;
    }
    this.#state.set('asking');
    parameters.set('order', question.order);
    await this.#load(parameters, []);
  }

  async again(): Promise<void> {
    await this.ask(this.#question());
  }

  /** The next page, unless one is on its way. */
  async more(): Promise<void> {
    const next = this.#next();
    if (next === null || this.#state() === 'asking') return;
    this.#state.set('asking');
    const parameters = this.#parametersOf(this.#question());
    parameters.set('order', this.#question().order);
    parameters.set('cursor', next);
    await this.#load(parameters, this.#hits());
  }

  #parametersOf({ typed }: Question): URLSearchParams {
    return parametersOf(typed, (name) => this.#people.get(name));
  }

  async #load(parameters: URLSearchParams, before: readonly FoundHit[]): Promise<void> {
    this.#asking = new AbortController();
    const { signal: gone } = this.#asking;
    try {
      const { page, next } = await this.#pageOf(parameters, gone);
      if (gone.aborted) return;
      const known = new Set(before.map(({ id }) => id));
      this.#indexing.set(page.indexing);
      this.#show([...before, ...this.#hitsOf(page).filter(({ id }) => !known.has(id))], next, 'found');
    } catch (error) {
      if (!gone.aborted) this.#fail(error);
    }
  }

  async #pageOf(parameters: URLSearchParams, gone: AbortSignal): Promise<{ page: SearchPage; next: string | null }> {
    for (let pages = 1; ; pages++) {
      const page = await this.#rest.get(`/api/search?${parameters}`, isSearchPage, gone);
      if (page.hits.length > 0 || page.next === null || pages >= EMPTY_PAGES || gone.aborted) return { page, next: page.next };
      parameters.set('cursor', page.next);
    }
  }

  #hitsOf({ hits, rooms }: SearchPage): FoundHit[] {
    const byId = new Map(rooms.map((room) => [room.id, this.#named(room)]));
    return hits.flatMap((hit) => {
      const room = byId.get(hit.roomId);
      return room === undefined ? [] : [{ ...hit, room }];
    });
  }

  /** A conversation is called like its people. */
  #named(room: SearchedRoom): SearchedRoom {
    if (room.people === undefined) return room;
    const others = room.people.filter(({ id }) => id !== this.#session.user()?.id);
    return { ...room, name: (others.length > 0 ? others : room.people).map(({ name }) => name).join(COMMA) };
  }

  #show(hits: readonly FoundHit[], next: string | null, state: State): void {
    this.#hits.set(hits);
    this.#next.set(next);
    this.#state.set(state);
  }

  #fail(error: unknown): void {
    this.#problem.set(CommandError.from(error).code);
    this.#state.set('failed');
  }
}
