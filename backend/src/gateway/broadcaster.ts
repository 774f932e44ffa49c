import { Injectable, type OnModuleInit } from '@nestjs/common';
import { toRoom, type Broadcast, type Recipients } from '../rooms/broadcast.ts';
import { RoomBulletin } from '../rooms/room-bulletin.ts';
import { RoomRuntime } from '../rooms/room-runtime.ts';
import { Subscriptions } from './subscriptions.ts';
import { EncodedPacket } from './encoded-packet.ts';
import { FanOut, type Sink } from './fan-out.ts';

/** Carries what rooms publish and announce to the sockets it is meant for, and gives each room its turn back. */
@Injectable()
export class Broadcaster implements OnModuleInit {
  readonly fanOut = new FanOut();
  readonly #engine: RoomRuntime;
  readonly #bulletin: RoomBulletin;
  readonly #subscriptions: Subscriptions;

  constructor(engine: RoomRuntime, bulletin: RoomBulletin, subscriptions: Subscriptions) {
    this.#engine = engine;
    this.#bulletin = bulletin;
    this.#subscriptions = subscriptions;
  }

  onModuleInit(): void {
    this.#bulletin.announcements.subscribe((announcement) => this.announce(announcement));
    this.#engine.publications.subscribe(({ roomId, frame }) => {
      const onDone = () => this.#engine.threads.returnCredit(roomId);
      this.fanOut.deliver({ key: roomId, sinks: this.#sinks(toRoom(roomId)), packet: new EncodedPacket(frame), onDone });
    });
  }

  announce({ audience, name, payload, onTold }: Broadcast): void {
    const packet = EncodedPacket.ofFact(name, payload);
    this.fanOut.deliver({ key: keyOf(audience), sinks: this.#sinks(audience), packet, ...(onTold && { onDone: onTold }) });
  }

  #sinks(audience: Recipients): Sink[] {
    return Array.from(this.#subscriptions.of(audience), (socket) => socket.data.sink);
  }
}

/** Not the line of a room's events: they do not wait for who comes and goes. */
function keyOf(audience: Recipients): string {
  if (audience.kind === 'everyone') return audience.kind;
  return audience.kind === 'room' ? `about ${audience.roomId}` : `person ${audience.userId}`;
}
