import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RoomEvent } from '../contract/room-events.ts';
import { DEFAULT_POLICY, type RoomPolicy } from '../contract/room.ts';
import { openSqliteStore } from '../store/sqlite/open-sqlite-store.ts';
import type { NewRoom, Store } from '../store/store.ts';
import { decodeEvents } from '../wire/packets/events-packet.ts';
import type { PutAnswer } from './command-queue.ts';
import type { Publication } from './protocol.ts';
import { RoomThreads } from './room-threads.ts';
import type { Author } from '../contract/room-events.ts';
import type { RoomCommandOf } from './room-rules.ts';
import type { RoomThreadsOptions } from './room-threads-options.ts';

export const ANN: Author = { id: 'ann', name: 'Ann' };

/** Without an event: what a test puts in has the first number. */
export function emptyRoom(id: string, policy: RoomPolicy = DEFAULT_POLICY): NewRoom {
  const names = { id, slug: id, name: id, nameKey: id, searchKey: id, topic: '' };
  return { ...names, kind: 'room', visibility: 'public', policy, createdBy: ANN.id, createdAt: 1, epoch: 'e', clientId: `make ${id}`, events: [] };
}

export function joining(actor = ANN): RoomCommandOf<'join'> {
  return { kind: 'join', actor, clientId: randomUUID() };
}

export function sending(clientId: string, body = clientId): RoomCommandOf<'send'> {
  return { kind: 'send', actor: ANN, clientId, body };
}

/** A pool of real threads over a real journal in a folder of its own. */
export class TestPool {
  readonly folder: string;
  readonly store: Store;
  readonly threads: RoomThreads;
  readonly publications: Publication[] = [];
  readonly restarts: string[] = [];
  readonly startFailures: unknown[] = [];
  readonly poisons: string[] = [];
  /** Gives a room its turn back as soon as it has published; a test may stop it. */
  returnsCredit = true;

  private constructor(folder: string, store: Store, options: Partial<RoomThreadsOptions>) {
    this.folder = folder;
    this.store = store;
    this.threads = new RoomThreads({
      workerUrl: new URL('./faulty-rules.test-kit.ts', import.meta.url),
      journal: store.journal,
      loadSnapshot: (roomId) => store.read('snapshot', roomId),
      maxThreads: 8,
      maxLiveRooms: 100,
      bufferBytes: 1_048_576,
      maxMemoryBytes: 1_073_741_824,
      idleMs: 60_000,
      watchdogMs: 10_000,
      onPublication: (publication) => this.#published(publication),
      onPoison: (roomId, kind) => this.poisons.push(`${roomId} ${kind}`),
      onStartFailure: (error) => this.startFailures.push(error),
      onRestart: (roomId) => this.restarts.push(roomId),
      onGap: () => undefined,
      ...options,
    });
  }

  static async open(options: Partial<RoomThreadsOptions> = {}): Promise<TestPool> {
    const folder = mkdtempSync(join(tmpdir(), 'watek-pool-'));
    return new TestPool(folder, await openSqliteStore({ databasePath: join(folder, 'watek.db') }), options);
  }

  async close(): Promise<void> {
    await this.threads.close();
    await this.store.close();
    rmSync(this.folder, { recursive: true });
  }

  /** A room that Ann is a member of. */
  async room(id: string, policy?: RoomPolicy): Promise<string> {
    await this.createRoom(id, policy);
    await this.join(id);
    return id;
  }

  async createRoom(id: string, policy?: RoomPolicy): Promise<void> {
    await this.store.write('createRoom', emptyRoom(id, policy));
  }

  join(roomId: string): Promise<PutAnswer> {
    return this.threads.put(roomId, joining());
  }

  send(roomId: string, clientId: string, body = clientId): Promise<PutAnswer> {
    return this.threads.put(roomId, sending(clientId, body));
  }

  async bodies(roomId: string): Promise<string[]> {
    const events: RoomEvent[] = [];
    for (let page = await this.#eventsAfter(roomId, 0); page.length > 0; page = await this.#eventsAfter(roomId, events.length)) events.push(...page);
    return events.filter((event) => event.type === 'message.posted').map(({ body }) => body);
  }

  #eventsAfter(roomId: string, after: number): Promise<RoomEvent[]> {
    return this.store.read('events', { roomId, after, limit: 20_000 });
  }

  /** The numbers published for a room, in the order of publication. */
  published(roomId: string): number[] {
    return this.publications.filter((publication) => publication.roomId === roomId).flatMap((publication) => eventsOf(publication).map(({ seq }) => seq));
  }

  #published(publication: Publication): void {
    this.publications.push(publication);
    if (this.returnsCredit) this.threads.returnCredit(publication.roomId);
  }
}

export function eventsOf({ frame }: Publication): RoomEvent[] {
  return decodeEvents(frame);
}
