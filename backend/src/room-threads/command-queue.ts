import { BoundedBuffer } from '../concurrency/index.ts';
import type { Failure } from '../contract/errors.ts';
import { LIMITS } from '../contract/limits.ts';
import type { BufferPolicy } from '../contract/room.ts';
import { LateCommands, type LateLimits } from './late-commands.ts';
import { POISON } from './refusals.ts';
import { encodeCommand, type Answer } from './protocol.ts';
import type { RoomMemory } from './room-memory.ts';
import type { CommandResult, RoomCommand } from './room-rules.ts';

export type PutAnswer = { ok: true; result: CommandResult } | ({ ok: false } & Failure);

interface Unsettled {
  id: number;
  kind: RoomCommand['kind'];
  /** Threads that died while they decided it. */
  deaths: number;
  record: Uint8Array;
  settle: (answer: PutAnswer) => void;
}

/** So many deaths are no accident. */
const DEADLY = 2;
/** Commands a turn, above which a room counts as busy. */
const LONE = 1;
const LONGEST_WAIT_FOR_ROOM_MS = 1_000;
const TRIES_AT_ONCE = 20;
const PAUSE_MS = 2;

/**
 * A room's commands from `put` until their answer. Where many come in one turn of the event loop they go into the buffer
 * together at its end: one lock, one wake-up, and the thread finds all of it. The first command of a quiet room does not
 * wait for that end, which is far away while another room is flooded.
 *
 * What was not answered is kept, in order, so that it can be put again into a new buffer when the thread is lost. No more
 * than the buffer's capacity waits, inside and outside of it; beyond that the sender is told BUSY, or waits in turn until
 * there is space, as the room's policy says.
 */
export class CommandQueue {
  readonly #capacityBytes: number;
  readonly #busy: () => Failure;
  readonly #late: LateCommands<Unsettled>;
  readonly #unsettled = new Map<number, Unsettled>();
  /** Not yet in the buffer. */
  #outside: Unsettled[] = [];
  #outsideBytes = 0;
  #memory: RoomMemory | null = null;
  #nextId = 1;
  #retrying = false;
  #tries = 0;
  #turnOpen = false;
  #inThisTurn = 0;
  /** Commands a turn of late: what the last one had, and half of that before. */
  #perTurn = 0;

  constructor(capacityBytes: number, busy: () => Failure, limits: LateLimits = { most: LIMITS.commandsLate, waitMs: LIMITS.lateMs }) {
    this.#capacityBytes = capacityBytes;
    this.#busy = busy;
    this.#late = new LateCommands(limits, ({ settle }) => settle({ ok: false, ...busy() }));
  }

  get size(): number {
    return this.#unsettled.size + this.#late.size;
  }

  /** Commands that no thread has taken yet. */
  get waiting(): number {
    return this.#outside.length + this.#late.size + (this.#memory?.commands.waiting ?? 0);
  }

  /** Never blocks. What finds no space is answered BUSY, or waits for it where the policy says so, and nothing overtakes it. */
  put(command: RoomCommand, policy: BufferPolicy): Promise<PutAnswer> {
    const id = this.#nextId++;
    const { promise, resolve: settle } = Promise.withResolvers<PutAnswer>();
    const unsettled = { id, kind: command.kind, deaths: 0, record: encodeCommand({ id, command }), settle };
    const isTaken = (this.#late.size === 0 && this.#tryAccept(unsettled)) || (policy === 'wait' && this.#late.tryAdd(unsettled));
    if (!isTaken) settle({ ok: false, ...this.#busy() });
    return promise;
  }

  #tryAccept(unsettled: Unsettled): boolean {
    const cost = BoundedBuffer.costOf(unsettled.record.length);
    if (this.#outsideBytes + (this.#memory?.commands.queuedBytes ?? 0) + cost > this.#capacityBytes) return false;
    this.#outsideBytes += cost;
    this.#unsettled.set(unsettled.id, unsettled);
    this.#outside.push(unsettled);
    if (this.#memory !== null) this.#arrangeFlush(this.#memory);
    return true;
  }

  #acceptLate(): void {
    if (this.#late.size > 0) this.#late.release((unsettled) => this.#tryAccept(unsettled));
  }

  /** Everything unanswered goes into this buffer, in order, and what is put from now on too. */
  connect(memory: RoomMemory): void {
    this.disconnect();
    this.#memory = memory;
    this.#flush(memory);
    this.#acceptLate();
  }

  /** The buffer is lost, and what it held waits outside again. */
  disconnect(): void {
    this.#memory = null;
    this.#retrying = false;
    this.#keepOutside([...this.#unsettled.values()]);
  }

  settle(answers: Answer[]): void {
    for (const answer of answers) {
      const unsettled = this.#unsettled.get(answer.id);
      this.#unsettled.delete(answer.id);
      unsettled?.settle(answer);
    }
    this.#acceptLate();
  }

  /** A thread died while it decided this command: the second time it is refused, and its kind is the answer. */
  blame(commandId: number): RoomCommand['kind'] | null {
    const suspect = this.#unsettled.get(commandId);
    if (suspect === undefined || ++suspect.deaths < DEADLY) return null;
    this.#unsettled.delete(commandId);
    suspect.settle({ ok: false, ...POISON });
    return suspect.kind;
  }

  failAll(failure: Failure): void {
    const lost = [...this.#unsettled.values(), ...this.#late.takeAll()];
    this.#unsettled.clear();
    this.#keepOutside([]);
    for (const { settle } of lost) settle({ ok: false, ...failure });
  }

  #keepOutside(commands: Unsettled[]): void {
    this.#outside = commands;
    this.#outsideBytes = commands.reduce((sum, { record }) => sum + BoundedBuffer.costOf(record.length), 0);
  }

  #arrangeFlush(memory: RoomMemory): void {
    this.#inThisTurn++;
    if (this.#retrying) return;
    if (this.#perTurn <= LONE && this.#inThisTurn === 1) this.#flush(memory);
    else memory.expectMore(true);
    if (this.#turnOpen) return;
    this.#turnOpen = true;
    setImmediate(() => this.#endTurn());
  }

  #endTurn(): void {
    this.#turnOpen = false;
    this.#perTurn = Math.max(this.#inThisTurn, this.#perTurn >> 1);
    this.#inThisTurn = 0;
    if (this.#memory !== null && !this.#retrying && this.#outside.length > 0) this.#flush(this.#memory);
  }

  /** The thread is told before it is woken: it looks once and then sleeps. */
  #flush(memory: RoomMemory): void {
    if (memory !== this.#memory) return;
    memory.expectMore(false);
    const put = memory.commands.tryPutAll(this.#outside.map(({ record }) => record));
    this.#retrying = put === 'contended';
    if (put === 'contended') return this.#flushSoon(memory);
    this.#tries = 0;
    this.#keepOutside(put === 'closed' ? this.#outside : this.#outside.slice(put));
    const [next] = this.#outside;
    this.#retrying = next !== undefined;
    if (next !== undefined) this.#flushWhenRoom(memory, next.record.length);
  }

  /** The lock is held for microseconds; for longer only by a thread that died, which the watchdog sees to. */
  #flushSoon(memory: RoomMemory): void {
    if (this.#tries++ < TRIES_AT_ONCE) setImmediate(() => this.#flush(memory));
    else setTimeout(() => this.#flush(memory), PAUSE_MS);
  }

  #flushWhenRoom(memory: RoomMemory, bytes: number): void {
    void memory.commands.roomForAsync(bytes, LONGEST_WAIT_FOR_ROOM_MS).then(() => this.#flush(memory));
  }
}
