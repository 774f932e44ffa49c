import type { Ack } from '@contract/ack';
import type { MessageStored, SendMessage } from '@contract/commands';
import type { Author, MessagePosted, RoomEvent } from '@contract/room-events';
import { type ChatServer, type ServerSocket, startChatServer } from '../connection/chat-server.test-kit';
import { ALA, OLA, messageAt, openedAfresh, openedAgain } from './room.test-kit';

type Answer = (answer: Ack<MessageStored>) => void;

/** What becomes of the next `message:send`. The default is what a healthy server does. */
export type Fate = 'store' | 'lose the ack' | 'ack before the event' | 'cut after storing' | 'ack and forget' | 'BUSY' | 'FORBIDDEN';

/** One room behind a real Socket.IO server, with a log, and with the faults that a test asks for. */
export class RoomServer {
  log: RoomEvent[] = [];
  epoch = 'e1';
  eventsPerSync = 500;
  /** The reader is no member. */
  visited = false;
  /** Questions for what is missing get no answer. */
  mute = false;
  readonly sent: SendMessage[] = [];
  readonly syncs: number[] = [];
  readonly opens: (number | null)[] = [];
  readonly fates: Fate[] = [];

  constructor(readonly server: ChatServer) {
    server.io.on('connection', (client) => this.#serve(client));
  }

  static async start(length: number): Promise<RoomServer> {
    const room = new RoomServer(await startChatServer());
    room.log = Array.from({ length }, (_, index) => messageAt(index + 1));
    return room;
  }

  post(author: Author, body: string, clientId = `c${this.log.length + 1}`): MessagePosted {
    const seq = this.log.length + 1;
    const ordinal = this.log.filter(isPosted).length + 1;
    const message = messageAt(seq, { author, body, clientId, ordinal });
    this.log.push(message);
    return message;
  }

  push(event: object): RoomEvent {
    const seq = this.log.length + 1;
    const pushed = { seq, at: 2_000_000 + seq, ...event } as RoomEvent;
    this.log.push(pushed);
    return pushed;
  }

  tell(events: RoomEvent[]): void {
    this.server.io.emit('room:events', { roomId: 'r1', epoch: this.epoch, events });
  }

  tellHead(): void {
    this.server.io.emit('room:head', { roomId: 'r1', epoch: this.epoch, head: this.log.length });
  }

  say(body: string): void {
    this.tell([this.post(OLA, body)]);
  }

  #serve(client: ServerSocket): void {
    client.on('room:open', ({ since }, ack) => {
      this.opens.push(since?.seq ?? null);
      const known = since !== undefined && since.epoch === this.epoch;
      const room = { log: this.log, events: this.log.slice(since?.seq ?? 0), epoch: this.epoch };
      const opened = known ? { ...openedAgain(room), head: this.log.length } : openedAfresh(room);
      if (this.visited) delete opened.room.membership;
      ack({ ok: true, data: opened });
    });
    client.on('room:sync', ({ epoch, after }, ack) => {
      this.syncs.push(after);
      if (this.mute) return;
      const events = this.log.slice(after, after + this.eventsPerSync);
      if (epoch !== this.epoch) ack({ ok: true, data: { reset: true, epoch: this.epoch, head: this.log.length } });
      else ack({ ok: true, data: { events, head: this.log.length, more: after + events.length < this.log.length } });
    });
    client.on('message:send', (message, ack) => {
      this.sent.push(message);
      this.#receive(message, ack, client);
    });
  }

  #receive(message: SendMessage, ack: Answer, client: ServerSocket): void {
    const fate = this.fates.shift() ?? 'store';
    if (fate === 'BUSY') return ack({ ok: false, code: fate, message: fate, retryAfterMs: 20 });
    if (fate === 'FORBIDDEN') return ack({ ok: false, code: fate, message: fate });
    // As if the disk had been replaced by an older copy a moment later.
    if (fate === 'ack and forget') return ack({ ok: true, data: { seq: 99, ordinal: 99, at: 0, id: 'm99' } });
    this.#store(message, fate, { ack, client });
  }

  #store(message: SendMessage, fate: Fate, { ack, client }: { ack: Answer; client: ServerSocket }): void {
    const known = this.log.filter(isPosted).find(({ clientId }) => clientId === message.clientId);
    const event = known ?? this.post(ALA, message.body, message.clientId);
    const answer = (): void => ack({ ok: true, data: { seq: event.seq, ordinal: event.ordinal, at: event.at, id: event.id } });
    if (fate === 'ack before the event') answer();
    if (known === undefined && fate !== 'cut after storing') this.tell([event]);
    if (fate === 'cut after storing') client.disconnect(true);
    if (fate === 'store') answer();
  }
}

export function isPosted(event: RoomEvent): event is MessagePosted {
  return event.type === 'message.posted';
}
