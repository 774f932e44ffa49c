import { toRoom, type Broadcast } from './broadcast.ts';

/** The newest number of each room that somebody is in, told now and then so that a lost last event is noticed. */
export class RoomHeads {
  readonly #heads = new Map<string, { epoch: string; head: number }>();

  note(roomId: string, epoch: string, head: number): void {
    this.#heads.set(roomId, { epoch, head });
  }

  announcements(roomsWithPeople: ReadonlySet<string>): Broadcast[] {
    for (const roomId of this.#heads.keys()) if (!roomsWithPeople.has(roomId)) this.#heads.delete(roomId);
    return [...this.#heads].map(([roomId, { epoch, head }]) => ({ audience: toRoom(roomId), name: 'room:head', payload: { roomId, epoch, head } }));
  }
}
