import { Injectable } from '@nestjs/common';
import { RoomRuntime } from '../rooms/room-runtime.ts';
import { Broadcaster } from './broadcaster.ts';

/** Two slices of the fan-out: what comes in is cheap, and what is not read yet cannot be gathered. */
const COMMANDS_MS = 2;

/**
 * Libuv hands over everything that all sockets have sent before the loop goes on: where a room is flooded, hundreds of
 * commands, 5 to 20 ms of them. In between, this takes what the room threads have finished and writes a slice of it, so
 * that neither a quiet room's answer nor anybody's fan-out waits for the flood to be read.
 */
@Injectable()
export class FairScheduler {
  readonly #engine: RoomRuntime;
  readonly #broadcaster: Broadcaster;
  #takenAt = performance.now();

  constructor(engine: RoomRuntime, broadcaster: Broadcaster) {
    this.#engine = engine;
    this.#broadcaster = broadcaster;
  }

  /** Before each command. */
  take(): void {
    if (performance.now() - this.#takenAt < COMMANDS_MS) return;
    this.#engine.threads.receivePosted();
    this.#broadcaster.fanOut.goOn();
    this.#takenAt = performance.now();
  }
}
