import type { Journal } from '../store/journal.ts';
import type { Publication } from './protocol.ts';
import type { RestartBudgetOptions } from './restart-budget.ts';
import type { RoomCommand } from './room-rules.ts';
import type { StartWorker } from './room-thread.ts';

export interface RoomThreadsOptions {
  /** The worker entry of a room thread, see start-room-thread.ts. */
  workerUrl: URL;
  startWorker?: StartWorker;
  journal: Journal;
  /** JSON of a RoomSnapshot; null: there is no such room. Where it rejects it is asked again, see withRetries. */
  loadSnapshot: (roomId: string) => Promise<Uint8Array | null>;
  maxThreads: number;
  maxLiveRooms: number;
  bufferBytes: number;
  /** Over the buffers of all live rooms; beyond it, as beyond `maxLiveRooms`, the longest silent room is released, or nothing more wakes. */
  maxMemoryBytes: number;
  idleMs: number;
  watchdogMs: number;
  budget?: RestartBudgetOptions;
  /** A packet for all members. The room publishes no other before `returnCredit`. */
  onPublication: (publication: Publication) => void;
  /** The system gave no thread: rooms share those there are, or are unavailable, until it does again. Told once. */
  onStartFailure: (error: unknown) => void;
  /** The room goes on in a new thread. */
  onRestart: (roomId: string, error: Error | null) => void;
  /** A command of this kind was in hand when a thread died, twice, and is refused. */
  onPoison: (roomId: string, kind: RoomCommand['kind']) => void;
  /** Some events may be in the store that were not and will not be published. */
  onGap: (roomId: string) => void;
}

export interface RoomThreadsFigures {
  liveRooms: number;
  threads: number;
  /** Commands without an answer. */
  waiting: number;
  /** Shared memory that rooms have. */
  memoryBytes: number;
  /** Blocks of shared memory, of rooms and of threads, made since the start. */
  blocksMade: number;
}
