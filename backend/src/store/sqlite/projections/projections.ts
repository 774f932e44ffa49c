import type { RoomEvent } from '../../../contract/room-events.ts';
import type { Database } from '../database.ts';
import { InviteUsesProjection } from './invite-uses.projection.ts';
import { MembersProjection } from './members.projection.ts';
import { MentionsProjection } from './mentions.projection.ts';
import { MessagesProjection } from './messages.projection.ts';
import { TextsProjection } from '../search/texts.projection.ts';
import type { Place, Projection } from './projection.ts';
import { PinsProjection } from './pins.projection.ts';
import { ReactionsProjection } from './reactions.projection.ts';
import { ReadPositionsProjection } from './read-positions.projection.ts';
import { RoomsProjection } from './rooms.projection.ts';
import { SanctionsProjection } from './sanctions.projection.ts';

/** All tables of state, one projection each. */
export class Projections {
  readonly #all: Projection[];
  readonly #byType = new Map<RoomEvent['type'], Projection[]>();

  constructor(database: Database) {
    const all: Projection[] = [
      new RoomsProjection(database),
      new MembersProjection(database),
      new SanctionsProjection(database),
      new TextsProjection(database),
      new MessagesProjection(database),
      new MentionsProjection(database),
      new ReactionsProjection(database),
      new PinsProjection(database),
      new ReadPositionsProjection(database),
      new InviteUsesProjection(database),
    ];
    this.#all = all;
    for (const projection of all) for (const type of projection.types) this.#byType.set(type, [...(this.#byType.get(type) ?? []), projection]);
  }

  begin(): void {
    for (const projection of this.#all) projection.begin?.();
  }

  finish(room: number): void {
    for (const projection of this.#all) projection.finish?.(room);
  }

  /** Throws RefusedEventError, and what SQLite throws. */
  apply(event: RoomEvent, place: Place): void {
    const concerned = this.#byType.get(event.type);
    if (concerned === undefined) return;
    for (const projection of concerned) projection.apply(event, place);
  }
}
