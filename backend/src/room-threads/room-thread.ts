import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort, type WorkerOptions } from 'node:worker_threads';
import { BoundedBuffer, type SharedBlockPool } from '../concurrency/index.ts';
import type { Journal } from '../store/journal.ts';
import { roundOf, type ControlMessage, type RoomRound, type RoomThreadData, type ThreadMessage } from './protocol.ts';
import type { RoomMemory } from './room-memory.ts';
import { RoomStays } from './room-stays.ts';
import type { ThreadBlocks } from './thread-blocks.ts';
import { ThreadSignals } from './thread-signals.ts';

/** A room's rules need little; a thread that wants more is sick and may end without taking the process along. */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 8, stackSizeMb: 1 };

export interface RoomThreadListener {
  onRound(thread: RoomThread, rooms: RoomRound[]): void;
  onStale(thread: RoomThread, roomId: string): void;
  /** The thread is gone, asked or not. */
  onEnd(thread: RoomThread, error: Error | null): void;
}

export type StartWorker = (url: URL, options: WorkerOptions) => Worker;

export interface RoomThreadOptions {
  id: number;
  /** The worker entry: calls startRoomThread with the rules of a room. */
  workerUrl: URL;
  startWorker?: StartWorker;
  journal: Journal;
  /** Where the memory of its rooms came from, and its own comes from. */
  blocks: ThreadBlocks;
  listener: RoomThreadListener;
}

/** The main thread's handle of one room thread. Worker, signals, the journal's replies and its rooms' memory end together. */
export class RoomThread {
  readonly id: number;
  readonly signals = new ThreadSignals();
  readonly rooms = new Set<string>();
  readonly ended: Promise<void>;
  readonly #worker: Worker;
  readonly #port: MessagePort;
  readonly #replies: SharedArrayBuffer;
  readonly #stays: RoomStays;
  readonly #options: RoomThreadOptions;
  #error: Error | null = null;
  #state: 'running' | 'closing' | 'ended' = 'running';

  /** Throws where the system gives no thread, or there is no memory for its replies. */
  constructor(options: RoomThreadOptions) {
    this.id = options.id;
    this.#options = options;
    this.#stays = new RoomStays(options.blocks.rooms);
    this.#replies = takenFrom(options.blocks.replies);
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.#worker = this.#start(port2);
    port1.on('message', (message: ThreadMessage) => this.#receive(message));
    this.ended = new Promise((resolve) => this.#worker.once('exit', (code) => resolve(this.#end(code))));
  }

  get alive(): boolean {
    return this.#state !== 'ended';
  }

  get dedicated(): boolean {
    return this.rooms.size === 1;
  }

  attach(roomId: string, memory: RoomMemory, snapshot: Uint8Array): void {
    this.#stays.begin(roomId, memory);
    this.send({ type: 'attach', roomId, memory: memory.block, snapshot });
  }

  /** The room's memory goes back to where it came from as soon as the thread has let go of it. */
  detach(roomId: string): void {
    this.#stays.leave(roomId);
    this.send({ type: 'detach', roomId });
  }

  /** Whether what the thread posts of this room belongs to a stay that is over. */
  isLeaving(roomId: string): boolean {
    return this.#stays.isLeaving(roomId);
  }

  send(message: ControlMessage): void {
    this.#port.postMessage(message);
    this.signals.announceControl();
  }

  /** What the thread has posted meanwhile, without waiting for the event loop to come by. */
  receivePosted(): void {
    if (this.signals.takePosted()) this.#receiveAll();
  }

  /** Finishes what waits in its rooms, then ends. */
  close(): void {
    if (this.#state === 'running') this.#state = 'closing';
    this.send({ type: 'close' });
  }

  async terminate(): Promise<void> {
    await this.#worker.terminate();
  }

  #start(port: MessagePort): Worker {
    const { journal, workerUrl, startWorker = newWorker } = this.#options;
    const replies = BoundedBuffer.create(this.#replies.byteLength - BoundedBuffer.byteLengthFor(0), { memory: this.#replies });
    journal.registerThread(this.id, replies.memory);
    const workerData: RoomThreadData = { threadId: this.id, port, signals: this.signals.memory, replies: replies.memory, journal: journal.memory };
    try {
      const worker = startWorker(workerUrl, { name: `room-${this.id}`, workerData, transferList: [port], resourceLimits: RESOURCE_LIMITS });
      return worker.on('error', (error: Error) => (this.#error = error));
    } catch (error) {
      this.#leaveJournal(true);
      this.#port.close();
      throw error;
    }
  }

  #receive(message: ThreadMessage): void {
    if (message.type === 'round') this.#options.listener.onRound(this, message.rooms.map(roundOf));
    if (message.type === 'stale') this.#options.listener.onStale(this, message.roomId);
    if (message.type === 'detached') this.#stays.end(message.roomId);
  }

  #receiveAll(): void {
    for (let next = receiveMessageOnPort(this.#port); next !== undefined; next = receiveMessageOnPort(this.#port)) this.#receive(next.message as ThreadMessage);
  }

  #end(code: number): void {
    const inOrder = this.#state === 'closing' && code === 0 && this.#error === null;
    this.#state = 'ended';
    this.#receiveAll();
    this.#port.close();
    this.#leaveJournal(inOrder);
    this.#options.listener.onEnd(this, this.#error);
    this.#stays.discardAll();
  }

  /** Only what a thread left in good order is used again, and only when the journal writes to it no more. */
  #leaveJournal(inOrder: boolean): void {
    const { journal, blocks } = this.#options;
    void journal.unregisterThread(this.id).then(() => (inOrder ? blocks.replies.giveBack(this.#replies) : blocks.replies.discard()));
  }
}

function newWorker(url: URL, options: WorkerOptions): Worker {
  return new Worker(url, options);
}

function takenFrom(pool: SharedBlockPool): SharedArrayBuffer {
  const block = pool.tryTake();
  if (block === null) throw new Error('The threads that ended have not given their memory back yet.');
  return block;
}
