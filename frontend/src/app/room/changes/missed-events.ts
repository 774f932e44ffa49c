import { Injectable, inject } from '@angular/core';
import type { RoomEvent } from '@contract/room-events';
import { firstValueFrom } from 'rxjs';
import { CommandError } from '../../api/command-error';
import { ChatSocket } from '../../connection/chat-socket';

/** More than this nobody reads a list of. */
const MOST = 5_000;

export interface MissedEvents {
  events: readonly RoomEvent[];
  /** There are more, which are not among them. */
  more: boolean;
}

/** What is in a room's log after some number, as the server has it: also what came while this page was not there. */
@Injectable({ providedIn: 'root' })
export class MissedEventsSource {
  readonly #socket = inject(ChatSocket);

  /** Fails with a `CommandError`. */
  async after(seq: number, { roomId, epoch }: { roomId: string; epoch: string }): Promise<MissedEvents> {
    const events: RoomEvent[] = [];
    let more = true;
    while (more && events.length < MOST) {
      const answer = await firstValueFrom(this.#socket.command('room:sync', { roomId, epoch, after: events.at(-1)?.seq ?? seq }));
      if ('reset' in answer) throw new CommandError('NOT_FOUND', 'the log is another one');
      events.push(...answer.events);
      more = answer.more && answer.events.length > 0;
    }
    return { events, more };
  }
}
