import { Injectable, inject } from '@angular/core';
import type { MarkRead } from '@contract/commands';
import { concatMap, from, lastValueFrom } from 'rxjs';
import { retryPassing } from '../api/retry-passing';
import { ChatSocket } from '../connection/chat-socket';
import { Memberships } from './memberships';

/** Of several rooms at once, one after the other; the server tells all devices, this one too. */
@Injectable({ providedIn: 'root' })
export class AllRooms {
  readonly #socket = inject(ChatSocket);
  readonly #mine = inject(Memberships);

  /** Gives what takes it back. Fails with a `CommandError`. */
  async read(): Promise<() => Promise<void>> {
    const unread = [...(this.#mine.rooms()?.values() ?? [])].filter((mine) => mine.unread > 0);
    const before = unread.map(({ room, readOrdinal }): MarkRead => ({ roomId: room.id, ordinal: readOrdinal, unread: true }));
    await this.#mark(unread.map(({ room }) => ({ roomId: room.id, ordinal: room.lastOrdinal })));
    return () => this.#mark(before);
  }

  async #mark(marks: readonly MarkRead[]): Promise<void> {
    const one = (mark: MarkRead) => this.#socket.command('read:mark', mark).pipe(retryPassing());
    await lastValueFrom(from(marks).pipe(concatMap(one)), { defaultValue: null });
  }
}
