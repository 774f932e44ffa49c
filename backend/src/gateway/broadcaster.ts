import { Injectable, type OnModuleInit } from '@nestjs/common';
import { toRoom, type Broadcast, type Recipients } from '../live/broadcast.ts';
import { Bus } from '../live/bus.ts';
import { SubscriptionRights } from '../live/subscription-rights.ts';
import { Subscriptions } from '../live/subscriptions.ts';
import { RoomRuntime, type Publication } from '../rooms/room-runtime.ts';
import type { SocketData } from './chat-socket.ts';
import { EncodedPacket } from './encoded-packet.ts';
import { FanOut, type Sink } from './fan-out.ts';

/** Carries what rooms publish and what is told to the sockets it is meant for, and gives each room its turn back. */
@Injectable()
export class Broadcaster implements OnModuleInit {
  readonly fanOut = new FanOut();
  readonly #runtime: RoomRuntime;
  readonly #bus: Bus;
  readonly #subscriptions: Subscriptions<SocketData>;
  readonly #rights: SubscriptionRights;

  constructor(runtime: RoomRuntime, bus: Bus, subscriptions: Subscriptions<SocketData>, rights: SubscriptionRights) {
    this.#runtime = runtime;
    this.#bus = bus;
    this.#subscriptions = subscriptions;
    this.#rights = rights;
  }

  onModuleInit(): void {
    this.#bus.told$.subscribe((broadcast) => this.#tell(broadcast));
    this.#runtime.publications.subscribe((publication) => this.#publish(publication));
  }

  #publish(publication: Publication): void {
    const { roomId, frame } = publication;
    const onDone = () => this.#runtime.threads.returnCredit(roomId);
    this.fanOut.deliver({ key: roomId, sinks: this.#sinks(toRoom(roomId)), packet: new EncodedPacket(frame), onDone });
    this.#rights.apply(publication);
  }

  #tell({ recipients, name, payload, onTold }: Broadcast): void {
    const packet = EncodedPacket.ofFact(name, payload);
    this.fanOut.deliver({ key: keyOf(recipients), sinks: this.#sinks(recipients), packet, ...(onTold && { onDone: onTold }) });
  }

  #sinks(recipients: Recipients): Sink[] {
    return this.#subscriptions.recipients(recipients).map(({ sink }) => sink);
  }
}

/** Not the line of a room's events: they do not wait for who comes and goes. */
function keyOf(recipients: Recipients): string {
  if (recipients.kind === 'room') return `about ${recipients.roomId}`;
  return recipients.kind === 'person' ? `person ${recipients.userId}` : recipients.kind;
}
