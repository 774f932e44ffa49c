import { Component, inject } from '@angular/core';
import type { Room } from '@contract/room';
import { countOf, fullTimeOf } from '../i18n/time';
import type { UnsentRecord } from '../local/page-database';
import { Memberships } from '../memberships/memberships';
import { RoomsStore } from '../memberships/rooms-store';
import { LeftMessages } from '../room/outbox/left-messages';
import { RoomRegistry } from '../room/page/room-registry';
import { Icon } from '../ui/icon';

/** Offers to its author what was written before they had to enter again. */
@Component({
  selector: 'wt-left-messages-card',
  imports: [Icon],
  templateUrl: './left-messages-card.html',
  styleUrl: './left-messages-card.css',
})
export class LeftMessagesCard {
  readonly #rooms = inject(RoomsStore);
  readonly #mine = inject(Memberships);
  readonly #registry = inject(RoomRegistry);
  protected readonly left = inject(LeftMessages);
  protected readonly countOf = countOf;
  protected readonly fullTimeOf = fullTimeOf;

  /** Undefined where the reader may not go there. */
  protected roomOf({ roomId }: UnsentRecord): Room | undefined {
    return this.#rooms.byId().get(roomId);
  }

  /** A new guest is in no room yet. What they may not send stays with its reason, as any message does. */
  protected async send(message: UnsentRecord): Promise<void> {
    if (this.#mine.of(message.roomId) === undefined) await this.#mine.join(message.roomId).catch(() => undefined);
    await this.left.take(message);
    this.#registry.sendLeftIn(message.roomId);
  }
}
