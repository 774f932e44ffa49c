import type { AppendResult, RoomAppend } from '../store/store.ts';
import { commitFault } from './faults.ts';
import { HostedRoom, type Turn, type TurnLimits } from './hosted-room.ts';
import { postedRound, ROUND_LIMITS, type ControlMessage, type RoomRound, type ThreadMessage } from './protocol.ts';
import { RoomMemory } from './room-memory.ts';
import type { LoadRules } from './room-rules.ts';
import type { ThreadSignals } from './thread-signals.ts';

export interface LoopParts {
  signals: ThreadSignals;
  loadRules: LoadRules;
  /** Blocks until the appends are committed or refused. */
  append: (appends: RoomAppend[]) => AppendResult[];
  post: (message: ThreadMessage) => void;
  receive: () => ControlMessage | undefined;
  now: () => number;
}

/**
 * What a room thread does: take a turn of every room that has something waiting, commit all turns together, answer,
 * publish what has fan-out credit, and sleep on the doorbell when there is nothing. Rooms that share the thread share
 * each round in equal parts, so a room with a long queue delays its neighbours by one round at most.
 */
export class RoomThreadLoop {
  readonly #parts: LoopParts;
  readonly #rooms = new Map<string, HostedRoom>();
  #closing = false;

  constructor(parts: LoopParts) {
    this.#parts = parts;
  }

  run(): void {
    this.#parts.post({ type: 'ready' });
    while (!this.#closing || this.#hasWork()) {
      this.#parts.signals.enter('working');
      this.#receiveControls();
      this.#round();
      if (!this.#hasWork()) this.#sleep();
    }
  }

  #sleep(): void {
    const { signals } = this.#parts;
    if (this.#closing) return;
    signals.enter('asleep');
    signals.doorbell.waitUntil(() => signals.controlPending || this.#hasWork());
  }

  #hasWork(): boolean {
    for (const room of this.#rooms.values()) if (room.hasTurn || room.canPublish) return true;
    return false;
  }

  #round(): void {
    const turns = this.#takeTurns();
    const rounds = this.#commit(turns);
    for (const room of this.#rooms.values()) {
      if (room.canPublish) roundOf(rounds, room.roomId).publication = room.publish();
    }
    if (rounds.size > 0) this.#parts.post({ type: 'round', rooms: Array.from(rounds.values(), postedRound) });
    for (const { room } of turns) if (room.isStale) this.#parts.post({ type: 'stale', roomId: room.roomId });
  }

  #takeTurns(): Turn[] {
    const rooms = [...this.#rooms.values()].filter((room) => room.hasTurn);
    const limits = shareOf(rooms.length);
    const now = this.#parts.now();
    return rooms.map((room) => room.takeTurn(limits, now));
  }

  #commit(turns: Turn[]): Map<string, RoomRound> {
    const rounds = new Map<string, RoomRound>();
    const results = this.#append(turns.filter(({ append }) => append.events.length > 0));
    for (const turn of turns) {
      const answers = turn.room.settle(turn, results.get(turn) ?? { kind: 'committed' });
      if (answers.length > 0) roundOf(rounds, turn.room.roomId).answers = answers;
    }
    return rounds;
  }

  #append(turns: Turn[]): Map<Turn, AppendResult> {
    if (turns.length === 0) return new Map();
    this.#parts.signals.enter('committing');
    const results = this.#parts.append(turns.map(({ append }) => append));
    this.#parts.signals.enter('working');
    return new Map(turns.map((turn, index) => [turn, results[index] ?? { kind: 'failed', code: 'STORAGE_FAILED' }]));
  }

  #receiveControls(): void {
    if (!this.#parts.signals.controlPending) return;
    this.#parts.signals.acceptControls();
    for (let message = this.#parts.receive(); message !== undefined; message = this.#parts.receive()) this.#obey(message);
  }

  #obey(message: ControlMessage): void {
    if (message.type === 'close') this.#closing = true;
    else if (message.type === 'detach') this.#detach(message.roomId);
    else if (message.type === 'harm') this.#harm(message);
    else if (message.type === 'refresh') this.#rooms.get(message.roomId)?.load(message.snapshot);
    else this.#attach(message);
  }

  #detach(roomId: string): void {
    this.#rooms.delete(roomId);
    this.#parts.post({ type: 'detached', roomId });
  }

  #harm({ roomId, fault }: Extract<ControlMessage, { type: 'harm' }>): void {
    const room = this.#rooms.get(roomId);
    if (room !== undefined) commitFault(fault, room.memory);
  }

  #attach({ roomId, memory, snapshot }: Extract<ControlMessage, { type: 'attach' }>): void {
    const room = new HostedRoom(roomId, RoomMemory.attach(memory, this.#parts.signals.doorbell), this.#parts.loadRules);
    room.load(snapshot);
    this.#rooms.set(roomId, room);
  }
}

function shareOf(rooms: number): TurnLimits {
  return {
    maxRecords: Math.max(ROUND_LIMITS.leastCommandsPerRoom, Math.floor(ROUND_LIMITS.commands / rooms)),
    maxBytes: Math.max(ROUND_LIMITS.leastBytesPerRoom, Math.floor(ROUND_LIMITS.bytes / rooms)),
  };
}

function roundOf(rounds: Map<string, RoomRound>, roomId: string): RoomRound {
  const round = rounds.get(roomId) ?? { roomId, answers: [], publication: null };
  rounds.set(roomId, round);
  return round;
}
