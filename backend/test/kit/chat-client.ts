import { randomUUID } from 'node:crypto';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import type { Ack } from '../../src/contract/ack.ts';
import type { CommandName, Commands, LogPosition } from '../../src/contract/commands.ts';
import type { FactName, Facts } from '../../src/contract/facts.ts';
import type { SessionView } from '../../src/contract/rest.ts';
import type { RoomEvent } from '../../src/contract/room-events.ts';
import type { Room } from '../../src/contract/room.ts';
import type { ClientToServerEvents, ServerToClientEvents } from '../../src/contract/socket.ts';
import { until } from './until.ts';

const ACK_TIMEOUT_MS = 15_000;

export type TokenSession = SessionView & { token: string };
export type ConnectOptions = Partial<ManagerOptions & SocketOptions>;

export class CommandRefused extends Error {
  readonly code: string;
  readonly retryAfterMs: number | undefined;

  constructor(failure: { code: string; message: string; retryAfterMs?: number }) {
    super(`${failure.code}: ${failure.message}`);
    this.code = failure.code;
    this.retryAfterMs = failure.retryAfterMs;
  }
}

/** A program that chats: a token session and a real socket. It keeps every event it was shown, per room. */
export class ChatClient {
  readonly session: TokenSession;
  readonly socket: Socket<ServerToClientEvents, ClientToServerEvents>;
  readonly shown = new Map<string, RoomEvent[]>();
  readonly facts: { [Name in FactName]?: Facts[Name][] } = {};

  private constructor(url: string, session: TokenSession, options: ConnectOptions) {
    this.session = session;
    this.socket = io(url, { auth: { token: session.token }, transports: ['websocket'], forceNew: true, reconnection: false, ...options });
    this.socket.on('room:events', ({ roomId, events }) => this.#show(roomId, events));
    this.socket.onAny((name: FactName, fact: unknown) => ((this.facts[name] ??= []) as unknown[]).push(fact));
  }

  static async enter(url: string, name = 'Guest', options: ConnectOptions = {}): Promise<ChatClient> {
    const response = await fetch(`${url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name, kind: 'token' }),
    });
    if (response.status !== 201) throw new Error(`No session: ${response.status} ${await response.text()}`);
    return ChatClient.resume(url, (await response.json()) as TokenSession, options);
  }

  /** The same person on a new socket. */
  static async resume(url: string, session: TokenSession, options: ConnectOptions = {}): Promise<ChatClient> {
    const client = new ChatClient(url, session, options);
    await new Promise<void>((resolve, reject) => client.socket.once('connect', resolve).once('connect_error', reject));
    return client;
  }

  async try<Name extends CommandName>(name: Name, payload: Commands[Name]['payload']): Promise<Ack<Commands[Name]['data']>> {
    return (await this.raw(name, payload)) as Ack<Commands[Name]['data']>;
  }

  /** Whatever a program may send, right or wrong. */
  async raw(name: string, ...args: unknown[]): Promise<Ack<unknown>> {
    const patient = this.socket.timeout(ACK_TIMEOUT_MS);
    const emit = patient.emitWithAck.bind(patient) as unknown as (name: string, ...args: unknown[]) => Promise<Ack<unknown>>;
    return emit(name, ...args);
  }

  /** The ack's data; a refusal is thrown. */
  async do<Name extends CommandName>(name: Name, payload: Commands[Name]['payload']): Promise<Commands[Name]['data']> {
    const ack = await this.try(name, payload);
    if (!ack.ok) throw new CommandRefused(ack);
    return ack.data;
  }

  async createRoom(name: string, visibility: 'public' | 'private' = 'public'): Promise<Room> {
    return (await this.do('room:create', { name, visibility, clientId: randomUUID() })).room;
  }

  async joins(roomId: string): Promise<Room> {
    return (await this.do('room:join', { roomId, clientId: randomUUID() })).room;
  }

  async leaves(roomId: string): Promise<void> {
    await this.do('room:leave', { roomId, clientId: randomUUID() });
  }

  opens(roomId: string, since?: LogPosition): Promise<Commands['room:open']['data']> {
    return this.do('room:open', { roomId, ...(since !== undefined && { since }) });
  }

  /** Joins and opens. */
  async enters(roomId: string, since?: LogPosition): Promise<Commands['room:open']['data']> {
    await this.joins(roomId);
    return this.opens(roomId, since);
  }

  say(roomId: string, clientId: string, body = clientId) {
    return this.do('message:send', { roomId, clientId, body });
  }

  eventsIn(roomId: string): RoomEvent[] {
    return this.shown.get(roomId) ?? [];
  }

  /** Resolves when the client was shown the event with this number. */
  async sees(roomId: string, seq: number): Promise<void> {
    await until(() => (this.eventsIn(roomId).at(-1)?.seq ?? 0) >= seq, `event ${seq} of ${roomId}`);
  }

  factsOf<Name extends FactName>(name: Name): Facts[Name][] {
    return this.facts[name] ?? [];
  }

  /** Resolves with the first fact of this name that the condition holds for. */
  async hears<Name extends FactName>(name: Name, condition: (fact: Facts[Name]) => boolean): Promise<Facts[Name]> {
    await until(() => this.factsOf(name).some(condition), `${name} to ${this.session.user.name}`);
    return this.factsOf(name).find(condition) as Facts[Name];
  }

  /** An authenticated REST call. */
  async get(url: string): Promise<Response> {
    return fetch(url, { headers: { authorization: `Bearer ${this.session.token}` } });
  }

  close(): void {
    this.socket.disconnect();
  }

  #show(roomId: string, events: RoomEvent[]): void {
    const shown = this.shown.get(roomId) ?? [];
    this.shown.set(roomId, shown);
    shown.push(...events);
  }
}
