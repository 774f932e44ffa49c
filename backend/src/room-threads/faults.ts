/**
 * Ways to harm a room's thread on purpose, for the tests and for showing that a room recovers. They are reached through
 * a route that exists only where FAULT_INJECTION is on.
 */
import type { RoomMemory } from './room-memory.ts';

export const FAULTS = ['throw', 'exit', 'spin', 'leak', 'hold-lock', 'crash-on-start'] as const;
export type Fault = (typeof FAULTS)[number];

const EXIT_CODE = 70;
const LEAK_STEP = 100_000;

const ACTS: Record<Fault, (memory: RoomMemory) => void> = {
  throw: () => {
    throw new Error('A fault was injected.');
  },
  exit: () => process.exit(EXIT_CODE),
  spin: () => {
    for (;;);
  },
  leak: () => {
    for (const kept: number[][] = []; ; ) kept.push(Array.from({ length: LEAK_STEP }, (_, index) => index));
  },
  'hold-lock': ({ commands }) => {
    commands.mutex.lock();
    process.exit(EXIT_CODE);
  },
  'crash-on-start': () => process.exit(EXIT_CODE),
};

/** In the thread that is to be harmed. Does not return. */
export function commitFault(fault: Fault, memory: RoomMemory): void {
  ACTS[fault](memory);
}
