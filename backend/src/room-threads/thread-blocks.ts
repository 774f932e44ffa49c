import { BoundedBuffer, SharedBlockPool } from '../concurrency/index.ts';
import { REPLIES_BYTES } from '../journal/protocol.ts';
import { RoomMemory } from './room-memory.ts';

/** The shared memory that threads work with: a block for each stay of a room, and one for each thread's replies. */
export interface ThreadBlocks {
  rooms: SharedBlockPool;
  replies: SharedBlockPool;
}

/** A thread that ends keeps its replies until the journal has let go of them; meanwhile another one may start. */
const REPLIES_A_THREAD = 2;

export function blocksFor({ bufferBytes, maxLiveRooms, maxThreads }: { bufferBytes: number; maxLiveRooms: number; maxThreads: number }): ThreadBlocks {
  return {
    rooms: new SharedBlockPool({ blockBytes: RoomMemory.byteLengthFor(bufferBytes), mostBlocks: maxLiveRooms }),
    replies: new SharedBlockPool({ blockBytes: BoundedBuffer.byteLengthFor(REPLIES_BYTES), mostBlocks: REPLIES_A_THREAD * maxThreads }),
  };
}
