import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads';
import { BoundedBuffer } from '../concurrency/index.ts';
import type { Journal } from '../journal/journal.ts';
import { REPLIES_BYTES } from '../journal/protocol.ts';
import { roundOf, type ControlMessage, type RoomRound, type RoomThreadData, type ThreadMessage } from './protocol.ts';
import { ThreadSignals } from './thread-signals.ts';

/** A room's rules need little; a thread that wants more is sick and may end without taking the process along. */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 8, stackSizeMb: 1 };

export interface RoomThreadListener {
  onRound(thread: RoomThread, rooms: RoomRound[]): void;
  onStale(thread: RoomThread, roomId: string): void;
  /** The thread is gone, asked or not. */
  onEnd(thread: RoomThread, error: Error | null): void;
}

export interface RoomThreadOptions {
  id: number;
  /** The worker entry: calls startRoomThread with the rules of a room. */
  workerUrl: URL;
  journal: Journal;
  listener: RoomThreadListener;
}

/** The main thread's handle of one room thread. Worker, signals and the journal's replies end together. */
export class RoomThread {
  readonly id: number;
  readonly signals = new ThreadSignals();
  readonly rooms = new Set<string>();
  readonly ended: Promise<void>;
  readonly #worker: Worker;
  readonly #port: MessagePort;
  readonly #options: RoomThreadOptions;
  #error: Error | null = null;
  #alive = true;

  constructor(options: RoomThreadOptions) {
    this.id = options.id;
    this.#options = options;
    const replies = BoundedBuffer.create(REPLIES_BYTES);
    options.journal.registerThread(this.id, replies.memory);
    const { port1, port2 } = new MessageChannel();
    this.#port = port1.on('message', (message: ThreadMessage) => this.#receive(message));
    this.#worker = this.#start(replies, port2);
    this.ended = new Promise((resolve) => this.#worker.once('exit', () => resolve(this.#end())));
  }

  get alive(): boolean {
    return this.#alive;
  }

  get dedicated(): boolean {
    return this.rooms.size === 1;
  }

  send(message: ControlMessage): void {
    this.#port.postMessage(message);
    this.signals.announceControl();
  }

  /** What the thread has posted meanwhile, without waiting for the event loop to come by. */
  receivePosted(): void {
    if (this.signals.takePosted()) this.#receiveAll();
  }

  async terminate(): Promise<void> {
    await this.#worker.terminate();
  }

  #start(replies: BoundedBuffer, port: MessagePort): Worker {
    const workerData: RoomThreadData = {
      threadId: this.id,
      port,
      signals: this.signals.memory,
      replies: replies.memory,
      journal: this.#options.journal.memory,
    };
    const worker = new Worker(this.#options.workerUrl, { name: `room-${this.id}`, workerData, transferList: [port], resourceLimits: RESOURCE_LIMITS });
    worker.on('error', (error: Error) => (this.#error = error));
    return worker;
  }

  #receive(message: ThreadMessage): void {
    if (message.type === 'round') this.#options.listener.onRound(this, message.rooms.map(roundOf));
    if (message.type === 'stale') this.#options.listener.onStale(this, message.roomId);
  }

  #receiveAll(): void {
    for (let next = receiveMessageOnPort(this.#port); next !== undefined; next = receiveMessageOnPort(this.#port)) this.#receive(next.message as ThreadMessage);
  }

  #end(): void {
    this.#alive = false;
    this.#receiveAll();
    this.#port.close();
    void this.#options.journal.unregisterThread(this.id);
    this.#options.listener.onEnd(this, this.#error);
  }
}
