import { types } from 'node:util';
import { DisplacedDatabaseError, OverwrittenDatabaseError } from '../files/misplaced-database.ts';
import type { SqliteWriter } from '../sqlite-writer.ts';
import { type AppendRequest, appendsOf } from '../../append-protocol.ts';
import type { AppendResult, RoomAppend, StorageFailure, StorageTrouble } from '../../store.ts';
import { type JournalRequest, type WriteAnswer, type WriteRequest } from './protocol.ts';

export type ThreadAnswer = { threadId: number; requestId: number; results: AppendResult[] };
export type Answer = ThreadAnswer | WriteAnswer;

export interface Outcome {
  committed: boolean;
  /** How many events were committed. */
  events: number;
  /** One for each request, in their order. */
  answers: Answer[];
}

/** Everybody's requests in one transaction. Who fails alone is undone alone; what fails the transaction fails all. */
export class GroupCommit {
  readonly #writer: SqliteWriter;
  readonly #report: (trouble: StorageTrouble) => void;
  #events = 0;
  /** Of this transaction and of the one before: what lasts is reported when it begins. */
  #troubles = new Set<string>();
  #before = new Set<string>();

  constructor(writer: SqliteWriter, report: (trouble: StorageTrouble) => void) {
    this.#writer = writer;
    this.#report = report;
  }

  run(requests: JournalRequest[]): Outcome {
    this.#events = 0;
    this.#before = this.#troubles;
    this.#troubles = new Set();
    try {
      const answers = this.#writer.transaction(() => requests.map((request) => this.#apply(request)));
      return { committed: true, events: this.#events, answers };
    } catch (error) {
      if (error instanceof OverwrittenDatabaseError) throw error;
      const code = this.#reported(this.#writer.failureOf(error), error);
      return { committed: false, events: 0, answers: requests.map((request) => failure(request, code)) };
    }
  }

  /** Whether what is asked next would be stored where it is found again. */
  look(): boolean {
    this.#before = this.#troubles;
    this.#troubles = new Set();
    try {
      this.#writer.look();
      return true;
    } catch (error) {
      if (error instanceof OverwrittenDatabaseError) throw error;
      this.#reported(this.#writer.failureOf(error), error);
      return false;
    }
  }

  #apply(request: JournalRequest): Answer {
    return request.kind === 'append' ? this.#append(request) : this.#write(request);
  }

  #append(request: AppendRequest): ThreadAnswer {
    const results = appendsOf(request).map((append) => this.#appendOne(append));
    return { threadId: request.threadId, requestId: request.requestId, results };
  }

  #appendOne(parse: () => RoomAppend): AppendResult {
    try {
      const append = parse();
      const result = this.#writer.append(append);
      if (result.kind === 'committed') this.#events += append.events.length;
      return result;
    } catch (error) {
      return { kind: 'failed', code: this.#reported(this.#writer.survivable(error), error) };
    }
  }

  #write({ requestId, method, args }: WriteRequest): WriteAnswer {
    const call = this.#writer[method].bind(this.#writer) as (...args: unknown[]) => unknown;
    try {
      return { requestId, value: this.#writer.separately(() => call(...args)) };
    } catch (error) {
      return { requestId, code: this.#reported(this.#writer.survivable(error), error) };
    }
  }

  #reported(code: StorageFailure, error: unknown): StorageFailure {
    const message = wordsOf(error);
    if (!this.#troubles.has(message) && !this.#before.has(message)) this.#report({ code, message });
    this.#troubles.add(message);
    return code;
  }
}

/** Only SQLite's and our own: a parser's message quotes what people wrote. */
function wordsOf(error: unknown): string {
  if (!types.isNativeError(error)) return 'unknown error';
  if (error instanceof DisplacedDatabaseError) return error.message;
  return 'errcode' in error ? error.message : error.name;
}

function failure(request: JournalRequest, code: StorageFailure): Answer {
  const { requestId } = request;
  if (request.kind === 'write') return { requestId, code };
  return { threadId: request.threadId, requestId, results: request.appends.map(() => ({ kind: 'failed', code })) };
}
