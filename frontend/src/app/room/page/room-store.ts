import { Injectable, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import type { RoomEvent } from '@contract/room-events';
import type { Room } from '@contract/room';
import { EMPTY, type Observable, Subject, catchError, defer, filter, merge, startWith, switchMap, take, tap } from 'rxjs';
import { isRoom } from '../../api/answers';
import { CommandError, type FailureCode } from '../../api/command-error';
import { newClientId } from '../../api/client-id';
import { retryPassing } from '../../api/retry-passing';
import { Memberships } from '../../memberships/memberships';
import { titled } from '../../memberships/room-title';
import { ApiClient } from '../../api/api-client';
import type { Applied } from '../timeline/conversation';
import { ConversationCache } from '../timeline/conversation-cache';
import { ConversationStore } from '../timeline/conversation-store';
import { type Direction, History } from '../timeline/history';
import { ListNavigation } from '../timeline/list-navigation';
import { isOut } from '../people/members';
import { MembersStore } from '../people/members-store';
import { factsOf, rightsIn } from '../timeline/message-acts';
import { entryOf, isMessage } from '../timeline/timeline-entry';
import { Outbox } from '../outbox/outbox';
import { QuoteStore } from '../timeline/quote-store';
import { RoomActions } from './room-actions';
import { NewLine } from './new-line';
import { Reading } from './reading';
import { withRoomChanges } from './room-changes';
import { RoomContext } from './room-context';
import { type LinkNews, RoomSync } from '../timeline/room-sync';
import { Typing } from '../composer/typing';

/** One room as this page has it. It stays alive, and up to date, while another room is looked at. */
@Injectable()
export class RoomStore {
  readonly key = inject(RoomContext);
  readonly log = inject(ConversationStore);
  readonly outbox = inject(Outbox);
  readonly history = inject(History);
  readonly typing = inject(Typing);
  readonly actions = inject(RoomActions);
  readonly quotes = inject(QuoteStore);
  readonly reading = inject(Reading);
  readonly newLine = inject(NewLine);
  readonly navigation = inject(ListNavigation);
  readonly #link = inject(RoomSync);
  readonly #cache = inject(ConversationCache);
  readonly #rest = inject(ApiClient);
  readonly #people = inject(MembersStore);
  readonly #mine = inject(Memberships);

  #leaving = false;
  readonly #again = new Subject<void>();
  readonly #room = signal<Room | null>(null);
  readonly #problem = signal<FailureCode | null>(null);
  readonly #own$ = toObservable(computed(() => this.#mine.find(this.key.idOrSlug)?.room)).pipe(filter((room) => room !== undefined));

  /** The room, and what the reader is in it: by this it is judged what they may. */
  readonly facts = computed(() => {
    const room = this.#room();
    return room === null ? null : factsOf(room, this.#mine.of(room.id));
  });
  readonly rights = computed(() => rightsIn(this.facts()));
  readonly room = this.#room.asReadonly();
  /** Why this room cannot be shown. */
  readonly problem = this.#problem.asReadonly();
  readonly members = this.#people.members;
  /** Whoever only looks may come in. */
  readonly isMember = computed(() => {
    const room = this.#room();
    return room !== null && (room.membership !== undefined || this.#mine.of(room.id) !== undefined);
  });
  readonly loaded = computed(() => this.log.state().epoch !== null);

  constructor() {
    this.#link.news$.pipe(takeUntilDestroyed()).subscribe((news) => this.#hear(news));
    this.log.applied$.pipe(takeUntilDestroyed()).subscribe((applied) => this.#settle(applied));
    this.#again
      .pipe(
        startWith(undefined),
        switchMap(() => this.#find()),
        takeUntilDestroyed(),
      )
      .subscribe();
  }

  is(idOrSlug: string): boolean {
    const room = this.#room();
    return this.key.idOrSlug === idOrSlug || room?.slug === idOrSlug || room?.id === idOrSlug;
  }

  /** After a problem that may be over by now. */
  tryAgain(): void {
    this.#problem.set(null);
    if (this.#room() === null) this.#again.next();
    else this.#link.reopen();
  }

  /** Whoever writes looks at the end of the log. False where too much waits already to take this as well. */
  readonly send = (body: string): boolean => {
    if (!this.actions.say(body)) return false;
    this.navigation.toEnd();
    return true;
  };

  goTo(ordinal: number): void {
    this.reading.moved();
    this.navigation.toMessage(ordinal);
  }

  /** Fails with a `CommandError`. */
  async setTopic(topic: string): Promise<void> {
    const room = this.#room();
    if (room !== null) await this.#rest.patch(this.#path(room.id), { topic, clientId: newClientId() }, isRoom);
  }

  load(direction: Direction): void {
    const room = this.#room();
    if (room !== null && this.loaded()) void this.history.load(direction, room.id);
  }

  loadAgain(direction: Direction): void {
    const room = this.#room();
    if (room !== null) void this.history.retry(direction, room.id);
  }

  typed(typing: boolean): void {
    const room = this.#room();
    if (room === null) return;
    if (typing) this.typing.keyPressed(room.id);
    else this.typing.stopped(room.id);
  }

  readonly refresh = async (): Promise<void> => {
    const room = this.#room();
    if (room !== null) this.#learn(await this.#rest.get(this.#path(room.id), isRoom));
  };

  readonly join = async (): Promise<void> => {
    const room = this.#room();
    if (room === null) return;
    this.#learn(await this.#mine.join(room.id));
  };

  async leave(): Promise<void> {
    const room = this.#room();
    if (room === null) return;
    this.#leaving = true;
    try {
      await this.#mine.leave(room.id);
    } finally {
      this.#leaving = false;
    }
  }

  #learn(room: Room): void {
    this.#room.set(titled(room, this.key.user.id));
    this.reading.knows(room);
  }

  #path(idOrSlug: string): string {
    return `/api/rooms/${encodeURIComponent(idOrSlug)}`;
  }

  /** One's own room is known without asking, also where there is no server to ask. */
  #find(): Observable<unknown> {
    const asked$ = defer(() => this.#rest.get(this.#path(this.key.idOrSlug), isRoom)).pipe(retryPassing());
    return merge(asked$, this.#own$).pipe(
      take(1),
      tap((room) => this.#found(room)),
      catchError((error: unknown) => this.#refuse(CommandError.from(error))),
    );
  }

  #found(room: Room): void {
    this.#learn(room);
    this.outbox.restore(room.id);
    this.typing.follow(room.id);
    this.#people.follow(room.id);
    this.quotes.follow(room.id);
    void this.#cache.follow(this.key.user, room.id).then(() => this.reading.recalled());
    this.#link.follow(room.id);
  }

  #hear(news: LinkNews): void {
    if ('refused' in news) {
      this.#refuse(news.refused);
    } else if ('lost' in news) {
      this.outbox.lost();
      this.typing.clear();
    } else {
      this.#opened(news.opened);
    }
  }

  #opened(opened: Extract<LinkNews, { opened: unknown }>['opened']): void {
    this.#problem.set(null);
    this.#learn(opened.room);
    this.#people.opened({ ...opened, online: opened.room.online });
    this.#mine.joined(opened.room);
    this.reading.opened(opened.reset);
    this.outbox.joined({ roomId: opened.room.id, epoch: opened.epoch });
  }

  #settle(applied: readonly Applied[]): void {
    const events = applied.filter((one): one is RoomEvent => 'type' in one);
    const posted = applied.map((one) => ('type' in one ? entryOf(one) : one)).filter((entry) => entry !== null).filter(isMessage);
    const own = posted.filter(({ author }) => author.id === this.key.user.id);
    const changes = events.filter(({ author }) => author.id === this.key.user.id).map(({ clientId }) => clientId);
    this.outbox.settle(new Set([...own.map(({ clientId }) => clientId), ...changes.filter((clientId) => clientId !== undefined)]), this.log.state().last);
    this.#people.apply(events);
    this.#room.update((room) => room && withRoomChanges(room, events));
    const roomId = this.#room()?.id;
    // After a fresh start they are what was there before.
    if (events.length > 0) this.reading.said(posted);
    if (roomId !== undefined) this.#mine.said(roomId, posted);
    if (isOut(this.key.user.id, events) === true) this.#out();
  }

  /** The server tells this connection no more; whether one may still look, it says when the room is opened again. */
  #out(): void {
    const room = this.#room();
    if (room === null) return;
    this.#mine.left(room.id);
    this.#cache.forget();
    const visited = { ...room };
    delete visited.membership;
    this.#learn(visited);
    if (!this.#leaving) this.#link.reopen();
  }

  #refuse({ code }: CommandError): typeof EMPTY {
    this.#problem.set(code);
    return EMPTY;
  }
}
