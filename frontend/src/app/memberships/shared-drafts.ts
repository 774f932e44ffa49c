import { Injectable, effect, inject, untracked } from '@angular/core';
import { LIMITS } from '@contract/limits';
import type { Draft, MyRoom } from '@contract/room';
import { CommandError } from '../api/command-error';
import { ChatSocket } from '../connection/chat-socket';
import { SessionStore } from '../connection/session-store';
import { keepAgreed, keptDraft, untoldDrafts } from '../local/drafts';
import { lengthOf } from '../ui/text-length';
import { type AgreedDraft, agreedDraft } from './agreed-draft';
import { Memberships } from './memberships';

/** What is typed goes out when the hands rest, or now and then. */
const RESTS_MS = 400;
const REFUSED_MS = 3_000;

/** The field in which the draft of a room stands. */
export interface DraftField {
  roomId: string;
  base: string;
  text: () => string;
  /** Whether `theirs` would take something from under the reader's hands. */
  writing: (theirs: string) => boolean;
  show: (text: string) => void;
}

/** Drafts, the same on all devices of the reader: a copy stays here, and what the server was not told goes out as soon as it can be. */
@Injectable({ providedIn: 'root' })
export class SharedDrafts {
  readonly #socket = inject(ChatSocket);
  readonly #memberships = inject(Memberships);
  readonly #session = inject(SessionStore);
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #telling = new Set<string>();
  /** When the server took what this page told last. */
  readonly #toldAt = new Map<string, number>();
  #field: DraftField | null = null;

  constructor() {
    effect(() => {
      const user = this.#session.user();
      if (user === null || !this.#memberships.synced()) return;
      untracked(() => untoldDrafts(user.id).forEach((roomId) => this.settle(roomId)));
    });
  }

  shown(field: DraftField): void {
    this.#field = field;
    this.settle(field.roomId);
  }

  hidden(field: DraftField): void {
    if (this.#field === field) this.#field = null;
    this.settle(field.roomId);
  }

  wrote(roomId: string, afterMs = RESTS_MS): void {
    if (this.#timers.has(roomId)) return;
    this.#timers.set(roomId, setTimeout(() => {
      this.#timers.delete(roomId);
      this.settle(roomId);
    }, afterMs));
  }

  /** Nothing is settled before the server has said what it has. */
  settle(roomId: string): void {
    const userId = this.#session.user()?.id;
    const place = this.#placeOf(roomId);
    if (userId === undefined || place === undefined) return;
    const agreed = this.#agree(this.#fieldOf(roomId) ?? new StoredField(userId, roomId), place);
    keepAgreed({ userId, roomId }, agreed);
    if (agreed.tell && lengthOf(agreed.text) <= LIMITS.draftLength) this.#tell(roomId, agreed.text);
  }

  #fieldOf(roomId: string): DraftField | null {
    return this.#field?.roomId === roomId ? this.#field : null;
  }

  #placeOf(roomId: string): MyRoom | undefined {
    const isReady = this.#memberships.synced() && !this.#telling.has(roomId);
    const place = isReady ? this.#memberships.of(roomId) : undefined;
    // Told before, but later on its way than the answer to what was told since.
    const isOld = (place?.draft?.at ?? Infinity) < (this.#toldAt.get(roomId) ?? 0);
    return isOld ? undefined : place;
  }

  #agree(field: DraftField, { draft }: MyRoom): AgreedDraft {
    const theirs = draft?.body ?? '';
    const mine = field.text();
    const agreed = agreedDraft({ mine, base: field.base, theirs, writing: field.writing(theirs) });
    field.base = agreed.base;
    if (agreed.text !== mine) field.show(agreed.text);
    return agreed;
  }

  #tell(roomId: string, body: string): void {
    this.#telling.add(roomId);
    this.#socket.command('draft:set', { roomId, body }).subscribe({
      next: ({ at }) => this.#told(roomId, { body, at }),
      error: (error: unknown) => {
        this.#telling.delete(roomId);
        // Without a connection it goes out with the next one.
        const { code, passing, retryAfterMs } = CommandError.from(error);
        if (passing && code !== 'OFFLINE') this.wrote(roomId, retryAfterMs ?? REFUSED_MS);
      },
      complete: () => {
        this.#telling.delete(roomId);
        this.settle(roomId);
      },
    });
  }

  /** Both have it now, whatever was written or sent meanwhile. */
  #told(roomId: string, draft: Draft): void {
    const userId = this.#session.user()?.id;
    if (userId === undefined) return;
    const field = this.#fieldOf(roomId) ?? new StoredField(userId, roomId);
    field.base = draft.body;
    keepAgreed({ userId, roomId }, { text: field.text(), base: draft.body });
    this.#toldAt.set(roomId, draft.at);
    this.#memberships.drafted(roomId, draft);
  }
}

/** Of a room that is not on the screen. */
class StoredField implements DraftField {
  readonly roomId: string;
  base: string;
  readonly #text: string;

  constructor(userId: string, roomId: string) {
    const { text, base } = keptDraft(userId, roomId);
    this.roomId = roomId;
    this.base = base;
    this.#text = text;
  }

  text(): string {
    return this.#text;
  }

  writing(): boolean {
    return false;
  }

  show(): void {
    // What is agreed is kept, and shown when the room is.
  }
}
