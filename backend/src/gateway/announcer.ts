import { Injectable, type OnModuleInit } from '@nestjs/common';
import { toRoom, type Announcement, type Audience } from '../rooms/announcement.ts';
import { RoomBulletin } from '../rooms/room-bulletin.ts';
import { RoomEngine } from '../rooms/room-engine.ts';
import { Audiences } from './audiences.ts';
import { EncodedPacket } from './encoded-packet.ts';
import { FanOut, type Sink } from './fan-out.ts';

/** Carries what rooms publish and announce to the sockets it is meant for, and gives each room its turn back. */
@Injectable()
export class Announcer implements OnModuleInit {
  readonly fanOut = new FanOut();
  readonly #engine: RoomEngine;
  readonly #bulletin: RoomBulletin;
  readonly #audiences: Audiences;

  constructor(engine: RoomEngine, bulletin: RoomBulletin, audiences: Audiences) {
    this.#engine = engine;
    this.#bulletin = bulletin;
    this.#audiences = audiences;
  }

  onModuleInit(): void {
    this.#bulletin.announcements.subscribe((announcement) => this.announce(announcement));
    this.#engine.publications.subscribe(({ roomId, frame }) => {
      const onDone = () => this.#engine.threads.returnCredit(roomId);
      this.fanOut.deliver({ key: roomId, sinks: this.#sinks(toRoom(roomId)), packet: new EncodedPacket(frame), onDone });
    });
  }

  announce({ audience, name, payload, onTold }: Announcement): void {
    const packet = EncodedPacket.ofFact(name, payload);
    this.fanOut.deliver({ key: keyOf(audience), sinks: this.#sinks(audience), packet, ...(onTold && { onDone: onTold }) });
  }

  #sinks(audience: Audience): Sink[] {
    return Array.from(this.#audiences.of(audience), (socket) => socket.data.sink);
  }
}

/** Not the line of a room's events: they do not wait for who comes and goes. */
function keyOf(audience: Audience): string {
  if (audience.kind === 'everyone') return audience.kind;
  return audience.kind === 'room' ? `about ${audience.roomId}` : `person ${audience.userId}`;
}
