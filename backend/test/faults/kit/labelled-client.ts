import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type { Ack } from '../../../src/contract/ack.ts';
import type { CommandName, Commands } from '../../../src/contract/commands.ts';
import type { ErrorCode } from '../../../src/contract/errors.ts';
import type { Facts } from '../../../src/contract/facts.ts';
import type { ClientToServerEvents, ServerToClientEvents } from '../../../src/contract/socket.ts';
import type { TokenSession } from '../../kit/chat-client.ts';
import type { Chronicle } from './chronicle.ts';
import type { Sent } from './history.ts';
import { RoomView } from './room-view.ts';
import { pause } from '../../kit/until.ts';

/** Answers after which the same message is sent again. */
const PASSING: readonly ErrorCode[] = ['BUSY', 'RATE_LIMITED', 'ROOM_UNAVAILABLE', 'STORAGE_FULL', 'STORAGE_FAILED', 'INTERNAL'];
const RETRY_MS = 50;
const LONGEST_RETRY_MS = 1_000;
const RECONNECTION = { reconnectionDelay: 50, reconnectionDelayMax: 500, randomizationFactor: 0.5 };

export interface LabelledClientOptions {
  url: string;
  session: TokenSession;
  chronicle: Chronicle;
  ackTimeoutMs: number;
}

/** A program that loses nothing: it sends again under the same clientId until it is answered, and syncs by number. */
export class LabelledClient {
  readonly name: string;
  readonly socket: Socket<ServerToClientEvents, ClientToServerEvents>;
  readonly views = new Map<string, RoomView>();
  readonly #options: LabelledClientOptions;
  #count = 0;
  #closed = false;

  constructor(options: LabelledClientOptions) {
    this.#options = options;
    this.name = options.session.user.name;
    this.socket = io(options.url, { auth: { token: options.session.token }, transports: ['websocket'], forceNew: true, ...RECONNECTION });
    this.socket.on('connect', () => { for (const view of this.views.values()) void this.#join(view); });
    this.socket.on('connect_error', () => this.#connectByHand());
    this.socket.on('disconnect', () => this.#connectByHand());
    this.socket.on('room:events', (fact) => this.#show(fact));
    this.socket.on('room:head', ({ roomId, head }) => {
      this.views.get(roomId)?.hearOf(head);
      void this.#heal(this.views.get(roomId));
    });
  }

  async enter(roomId: string): Promise<void> {
    const view = new RoomView(roomId);
    this.views.set(roomId, view);
    await this.#join(view);
  }

  /** Ends when the message is acked or refused for good. */
  async post(roomId: string): Promise<Sent> {
    const label = `${this.name}-${++this.#count}`;
    const sent = this.#options.chronicle.invoke({ label, roomId, authorId: this.#options.session.user.id });
    while (sent.ack === null && sent.refused === null && !this.#closed) await this.#attempt(sent);
    return sent;
  }

  close(): void {
    this.#closed = true;
    this.socket.disconnect();
  }

  async #attempt(sent: Sent): Promise<void> {
    sent.attempts++;
    const answer = await this.#ask('message:send', { roomId: sent.roomId, clientId: sent.label, body: sent.label });
    if (answer?.ok === true) return this.#options.chronicle.acked(sent, answer.data);
    if (answer === null) sent.unanswered++;
    else this.#note(sent, answer.code);
    await pause(Math.min(answer?.retryAfterMs ?? RETRY_MS, LONGEST_RETRY_MS));
  }

  #note(sent: Sent, code: ErrorCode): void {
    if (PASSING.includes(code)) sent.nacks.push(code);
    else sent.refused = code;
  }

  /** null: the outcome is not known. */
  async #ask<Name extends CommandName>(name: Name, payload: Commands[Name]['payload']): Promise<Ack<Commands[Name]['data']> | null> {
    await this.#connection();
    const patient = this.socket.timeout(this.#options.ackTimeoutMs);
    const emit = patient.emitWithAck.bind(patient) as unknown as (name: string, payload: unknown) => Promise<unknown>;
    return emit(name, payload).catch(() => null) as Promise<Ack<Commands[Name]['data']> | null>;
  }

  async #connection(): Promise<void> {
    while (!this.socket.connected && !this.#closed) await pause(10);
  }

  /** Socket.IO leaves it to us after a refusal and after a disconnect that the server asked for. */
  #connectByHand(): void {
    if (this.socket.active || this.#closed) return;
    setTimeout(() => { if (!this.#closed) this.socket.connect(); }, RETRY_MS);
  }

  async #join(view: RoomView): Promise<void> {
    const since = view.isNew ? {} : { since: { epoch: view.epoch, seq: view.last } };
    const isIn = !view.isNew || (await this.#becomesMember(view.roomId));
    const answer = isIn ? await this.#ask('room:open', { roomId: view.roomId, ...since }) : null;
    if (answer?.ok !== true) return this.#joinLater(view);
    if (view.isNew) view.begin(answer.data.epoch, answer.data.head);
    if (!answer.data.reset) view.take(answer.data.events);
    view.hearOf(answer.data.head);
    await this.#heal(view);
  }

  async #becomesMember(roomId: string): Promise<boolean> {
    const answer = await this.#ask('room:join', { roomId, clientId: randomUUID() });
    return answer?.ok === true;
  }

  async #joinLater(view: RoomView): Promise<void> {
    await pause(RETRY_MS);
    if (this.socket.connected || view.isNew) await this.#join(view);
  }

  #show({ roomId, events }: Facts['room:events']): void {
    const view = this.views.get(roomId);
    if (view === undefined || view.isNew) return;
    view.take(events);
    for (const event of events) if (event.type === 'message.posted') this.#options.chronicle.seen(event.clientId);
    void this.#heal(view);
  }

  async #heal(view: RoomView | undefined): Promise<void> {
    if (view === undefined || view.healing) return;
    view.healing = true;
    while (view.isBehind && !this.#closed) await this.#sync(view);
    view.healing = false;
  }

  async #sync(view: RoomView): Promise<void> {
    const answer = await this.#ask('room:sync', { roomId: view.roomId, epoch: view.epoch, after: view.last });
    if (answer?.ok === true && 'events' in answer.data) view.take(answer.data.events);
    else await pause(RETRY_MS);
  }
}
