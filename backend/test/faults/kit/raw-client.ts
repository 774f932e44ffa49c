import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Ack } from '../../../src/contract/ack.ts';
import type { CommandName, Commands, LogPosition } from '../../../src/contract/commands.ts';
import type { RoomEvent } from '../../../src/contract/room-events.ts';
import { frame, FrameReader, OPCODES, type FrameShape } from './frames.ts';

const UPGRADE = (path: string, host: string) =>
  `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`;
const END_OF_HEAD = '\r\n\r\n';
const EVENTS = /^42\["room:events"/u;
const ANSWER = /^43(\d+)(\[.*)$/su;

/** Engine.IO and Socket.IO by hand over a bare TCP socket: cheap, and free to misbehave. */
export class RawClient {
  /** A TCP connection with the WebSocket handshake done and nothing of Socket.IO yet. */
  static async dial(url: string, path = '/socket.io/?EIO=4&transport=websocket'): Promise<RawClient> {
    const { hostname, port, host } = new URL(url);
    const socket = connect(Number(port), hostname);
    const client = new RawClient(socket);
    await once(socket, 'connect');
    socket.write(UPGRADE(path, host));
    await client.#opened;
    return client;
  }

  /** With a session, in the default namespace. */
  static async enter(url: string, token: string): Promise<RawClient> {
    const client = await RawClient.dial(url);
    client.send(`40${JSON.stringify({ token })}`);
    await client.#entered;
    return client;
  }

  /** Joins and opens. */
  async enters(roomId: string, since?: LogPosition): Promise<Ack<Commands['room:open']['data']> | null> {
    const joined = await this.ask('room:join', { roomId, clientId: randomUUID() });
    return joined?.ok === true ? this.ask('room:open', { roomId, ...(since !== undefined && { since }) }) : joined;
  }

  readonly socket: Socket;
  /** Called with each batch of events as it arrives. */
  onEvents: (roomId: string, events: RoomEvent[]) => void = () => undefined;
  /** The last thing the server said, for those who want to know why. */
  lastWords = '';
  #open = Promise.withResolvers<void>();
  #enter = Promise.withResolvers<void>();
  #answers = new Map<number, (answer: Ack<unknown> | null) => void>();
  #count = 0;
  #head = '';
  readonly #reader = new FrameReader();
  #cheap = false;

  private constructor(socket: Socket) {
    this.socket = socket.setNoDelay();
    for (const { promise } of [this.#open, this.#enter]) promise.catch(() => undefined);
    socket.on('data', (chunk) => this.#take(chunk as Buffer));
    socket.on('error', () => undefined);
    socket.on('close', () => this.#end());
  }

  get isOpen(): boolean {
    return !this.socket.destroyed;
  }

  send(text: string | Buffer, shape?: FrameShape): void {
    if (this.isOpen) this.socket.write(frame(text, shape));
  }

  /** null: the connection broke before the answer. */
  ask<Name extends CommandName>(name: Name, payload: Commands[Name]['payload']): Promise<Ack<Commands[Name]['data']> | null> {
    const id = this.#count++;
    if (!this.isOpen) return Promise.resolve(null);
    const { promise, resolve } = Promise.withResolvers<Ack<unknown> | null>();
    this.#answers.set(id, resolve);
    this.send(`42${id}${JSON.stringify([name, payload])}`);
    return promise as Promise<Ack<Commands[Name]['data']> | null>;
  }

  /** From now on only pings are understood: a crowd of listeners must not cost more than the server that is measured. */
  onlyAnswerPings(): void {
    this.#cheap = true;
  }

  /** Not even pings are read from now on. */
  stopReading(): void {
    this.socket.pause();
  }

  async ended(): Promise<void> {
    if (this.isOpen) await once(this.socket, 'close');
  }

  close(): void {
    this.socket.destroy();
  }

  get #opened(): Promise<void> {
    return this.#open.promise;
  }

  get #entered(): Promise<void> {
    return this.#enter.promise;
  }

  #take(chunk: Buffer): void {
    const rest = this.#afterHead(chunk);
    if (rest === null) return;
    for (const { opcode, payload } of this.#reader.read(rest)) {
      if (opcode === OPCODES.text && (payload.length === 1 || !this.#cheap)) this.#hear(payload.toString());
      if (opcode === OPCODES.close) this.close();
    }
  }

  /** The HTTP answer comes first; null until it is whole. */
  #afterHead(chunk: Buffer): Buffer | null {
    if (this.#head.endsWith(END_OF_HEAD)) return chunk;
    const bytes = Buffer.concat([Buffer.from(this.#head, 'latin1'), chunk]);
    const end = bytes.indexOf(END_OF_HEAD);
    this.#head = end < 0 ? bytes.toString('latin1') : bytes.subarray(0, end + END_OF_HEAD.length).toString('latin1');
    if (end < 0) return null;
    if (this.#head.startsWith('HTTP/1.1 101')) this.#open.resolve();
    else this.socket.destroy(new Error(this.#head));
    return bytes.subarray(end + END_OF_HEAD.length);
  }

  #hear(text: string): void {
    if (text === '2') return this.send('3');
    if (text.startsWith('40')) return this.#enter.resolve();
    if (EVENTS.test(text)) return this.#show(text);
    const answer = ANSWER.exec(text);
    if (answer === null) this.lastWords = text;
    else this.#settle(Number(answer[1]), (JSON.parse(answer[2] as string) as [Ack<unknown>])[0]);
  }

  #show(text: string): void {
    const [, fact] = JSON.parse(text.slice(2)) as [string, { roomId: string; events: RoomEvent[] }];
    this.onEvents(fact.roomId, fact.events);
  }

  #settle(id: number, answer: Ack<unknown>): void {
    this.#answers.get(id)?.(answer);
    this.#answers.delete(id);
  }

  #end(): void {
    const reason = new Error(`The connection was closed: ${this.#head.split('\r\n')[0] ?? ''} ${this.lastWords}`);
    this.#open.reject(reason);
    this.#enter.reject(reason);
    for (const settle of this.#answers.values()) settle(null);
    this.#answers.clear();
  }
}
