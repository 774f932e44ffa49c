import type { NewInvite } from '../invites.ts';
import type { ReadMark } from '../own-places.ts';
import type { StoredPushDevice } from '../push.ts';
import type { AppendResult, NewRoom, RoomAppend, RoomCreation, StorageFailure, StoreWrites } from '../store.ts';
import { AdministrationWriter } from './administration-writer.ts';
import { ConsumerLeases } from './consumer-leases.ts';
import type { Database } from './database.ts';
import { Drafts } from './drafts.ts';
import { EventLog } from './event-log.ts';
import type { FileGuard } from './files/file-guard.ts';
import { storageFailure } from './failures.ts';
import { Hooks } from './hooks.ts';
import { Invites } from './invites.ts';
import { WRITES } from './queries.ts';
import { People } from './people.ts';
import { prepared, type Prepared } from './prepared.ts';
import { PushDevices } from './push-devices.ts';
import { RoomsDirectory } from './rooms-directory.ts';
import { Savepoint } from './savepoint.ts';
import { TextIndex } from './search/text-index.ts';
import type { WriterLock } from './writer-lock.ts';

const { probe, markRead, unread, setNotify, setFavourite } = WRITES;
const STATEMENTS = { probe, markRead, unread, setNotify, setFavourite };

/** The one writing connection. What is called outside of `transaction` is a transaction of its own. */
export class SqliteWriter extends AdministrationWriter implements StoreWrites {
  readonly #database: Database;
  readonly #guard: FileGuard;
  readonly #lock: WriterLock;
  readonly #savepoint: Savepoint;
  readonly #log: EventLog;
  readonly #directory: RoomsDirectory;
  readonly #consumers: ConsumerLeases;
  readonly #hooks: Hooks;
  readonly #invites: Invites;
  readonly #texts: TextIndex;
  readonly #push: PushDevices;
  readonly #drafts: Drafts;
  readonly #statements: Prepared<typeof STATEMENTS>;

  constructor(database: Database, guard: FileGuard, lock: WriterLock) {
    super(database);
    this.#database = database;
    this.#guard = guard;
    this.#lock = lock;
    this.#savepoint = new Savepoint(database);
    this.#hooks = new Hooks(database, new People(database));
    this.#invites = new Invites(database);
    this.#texts = new TextIndex(database);
    this.#push = new PushDevices(database);
    this.#drafts = new Drafts(database);
    this.#log = new EventLog(database, this.#savepoint, this.#invites);
    this.#directory = new RoomsDirectory(database, this.#log);
    this.#consumers = new ConsumerLeases(database);
    this.#statements = prepared(database, STATEMENTS);
  }

  /** Commits at its end. After a throw nothing of it is stored, or in a file that nobody will find. */
  transaction<T>(work: () => T): T {
    const begin = this.#guard.prepareTransaction();
    const result = this.#database.transaction(() => {
      begin();
      return work();
    });
    this.#guard.look();
    return result;
  }

  /** When nobody writes. Throws where what is written would not be found again. Cuts a log that grew while somebody read for long. */
  look(): void {
    this.#guard.look();
    if (this.walBytes <= this.#database.walBytesKept) return;
    this.#database.tryTruncateLog();
    this.#guard.look();
  }

  /** When last looked. */
  get walBytes(): number {
    return this.#guard.walBytes;
  }

  /** All of the append or nothing. Throws what SQLite throws; `survivable` says what that means for the transaction. */
  append(append: RoomAppend): AppendResult {
    return this.#log.append(append);
  }

  /** Undoes `work` alone where it throws, and leaves the transaction alone. */
  separately<T>(work: () => T): T {
    return this.#savepoint.around(work);
  }

  /** The code of a failure that leaves the transaction alone; throws the error again where it does not. A full disk fails all. */
  survivable(error: unknown): StorageFailure {
    const code = this.failureOf(error);
    if (code === 'STORAGE_FULL' || !this.#database.inTransaction) throw error;
    return code;
  }

  failureOf(error: unknown): StorageFailure {
    return storageFailure(error, this.#database.path);
  }

  probe(now: number): void {
    this.#statements.probe.run({ now });
  }

  createRoom(room: NewRoom): RoomCreation {
    return this.#directory.create(room);
  }

  markRead({ roomId, userId, ordinal, back }: ReadMark): { unread: number; mentions: number } | null {
    const { changes } = this.#statements.markRead.run({ id: roomId, user: userId, ordinal, back: back ? 1 : 0 });
    if (changes === 0) return null;
    const { unread, mentions } = this.#statements.unread.get({ id: roomId, user: userId }) as { unread: number; mentions: number };
    return { unread, mentions };
  }

  setNotify({ roomId, userId, level, mutedUntil }: Parameters<StoreWrites['setNotify']>[0]): boolean {
    return this.#statements.setNotify.run({ id: roomId, user: userId, level, mutedUntil }).changes === 1;
  }

  setFavourite({ roomId, userId, favourite }: Parameters<StoreWrites['setFavourite']>[0]): boolean {
    return this.#statements.setFavourite.run({ id: roomId, user: userId, favourite: favourite ? 1 : 0 }).changes === 1;
  }

  setDraft(wish: Parameters<StoreWrites['setDraft']>[0]): boolean {
    return this.#drafts.setDraft(wish);
  }

  createInvite(invite: NewInvite): boolean {
    return this.#invites.createInvite(invite);
  }

  endInvite(code: string): void {
    this.#invites.endInvite(code);
  }

  setBlock(wish: Parameters<StoreWrites['setBlock']>[0]): boolean {
    return this.people.setBlock(wish);
  }

  createHook(hook: Parameters<StoreWrites['createHook']>[0]): boolean {
    return this.#hooks.createHook(hook);
  }

  endHook(id: string): void {
    this.#hooks.endHook(id);
  }

  hookUsed(id: string, at: number): void {
    this.#hooks.hookUsed(id, at);
  }

  savePushDevice(device: StoredPushDevice): void {
    this.#push.savePushDevice(device);
  }

  forgetPushDevice(device: Parameters<StoreWrites['forgetPushDevice']>[0]): void {
    this.#push.forgetPushDevice(device);
  }

  leaseConsumer(lease: Parameters<StoreWrites['leaseConsumer']>[0]): boolean {
    return this.#consumers.leaseConsumer(lease);
  }

  moveConsumer(move: Parameters<StoreWrites['moveConsumer']>[0]): boolean {
    return this.#consumers.moveConsumer(move);
  }

  releaseConsumer(lease: Parameters<StoreWrites['releaseConsumer']>[0]): void {
    this.#consumers.releaseConsumer(lease);
  }

  openTextIndex(): void {
    this.#texts.openTextIndex();
  }

  indexTexts(slice: Parameters<StoreWrites['indexTexts']>[0]): ReturnType<StoreWrites['indexTexts']> {
    return this.#texts.indexTexts(slice);
  }

  close(): void {
    try {
      this.#guard.end(this.#database);
    } finally {
      this.#lock.release();
    }
  }
}
