import { BoundedBuffer, SharedBlockPool } from '../concurrency/index.ts';
import { REPLIES_BYTES } from '../store/append-protocol.ts';
import { RoomMemory } from './room-memory.ts';

/** The shared memory that threads work with: a block for each stay of a room, and one for each thread's replies. */
export interface ThreadBlocks {
  rooms: SharedBlockPool;
  replies: SharedBlockPool;
}

/** A thread that ends keeps its replies until the journal has let go of them; meanwhile another one may start. */
const REPLIES_A_THREAD = 2;

export interface Bounds {
  bufferBytes: number;
  maxMemoryBytes: number;
  maxLiveRooms: number;
  maxThreads: number;
}

/** Every live room has one block, or waits for it. */
export function mostLiveRooms({ bufferBytes, maxMemoryBytes, maxLiveRooms }: Bounds): number {
  return Math.min(maxLiveRooms, Math.floor(maxMemoryBytes / bufferBytes));
}

export function blocksFor(bounds: Bounds): ThreadBlocks {
  const { bufferBytes, maxThreads } = bounds;
  return {
    rooms: new SharedBlockPool({ blockBytes: RoomMemory.byteLengthFor(bufferBytes), mostBlocks: mostLiveRooms(bounds) }),
    replies: new SharedBlockPool({ blockBytes: BoundedBuffer.byteLengthFor(REPLIES_BYTES), mostBlocks: REPLIES_A_THREAD * maxThreads }),
  };
}
