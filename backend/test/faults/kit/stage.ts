import type { Room } from '../../../src/contract/room.ts';
import { ChatClient, type TokenSession } from '../../kit/chat-client.ts';
import { NO_RATES, ServerProcess } from '../../kit/server-process.ts';
import { checkHistory, type Verdict } from './check-history.ts';
import { Chronicle } from './chronicle.ts';
import { Dice } from './dice.ts';
import type { History } from './history.ts';
import { LabelledClient } from './labelled-client.ts';
import { MemoryWatch } from './memory.ts';
import { readStore } from './read-back.ts';
import { pause, until } from '../../kit/until.ts';

export interface StageOptions {
  environment?: Record<string, string>;
  senders: number;
  rooms: number;
  /** Each sender talks in so many of the rooms. */
  roomsPerSender?: number;
  ackTimeoutMs?: number;
  /** Longest pause between a sender's messages in one room. */
  paceMs?: number;
  /** Runs before the server starts, with the data folder in place. */
  prepare?: (server: ServerProcess) => void;
  /** Where sender number n connects, if not straight to the server. */
  urlFor?: (n: number, url: string) => Promise<string>;
}

const HUSH_LIMIT_MS = 90_000;

/** A server, rooms and people who talk in them: what every fault happens to. */
export class Stage {
  static async set(options: StageOptions): Promise<Stage> {
    const server = ServerProcess.unstarted({ ...NO_RATES, FAULT_INJECTION: 'on', ...options.environment });
    const stage = new Stage(server, options);
    try {
      options.prepare?.(server);
      await server.launch();
      await stage.#fill();
      return stage;
    } catch (error) {
      await stage.close();
      throw error;
    }
  }

  readonly server: ServerProcess;
  readonly chronicle = new Chronicle();
  readonly clients: LabelledClient[] = [];
  readonly rooms: Room[] = [];
  readonly memory: MemoryWatch;
  readonly #options: StageOptions;
  readonly #dice = new Dice(1);
  #owner: ChatClient | undefined;
  #talking = false;
  #lines: Promise<void>[] = [];

  private constructor(server: ServerProcess, options: StageOptions) {
    this.server = server;
    this.#options = options;
    this.memory = new MemoryWatch(() => server.pid);
  }

  /** The session that made the rooms; it is a member of all and does not talk. */
  get owner(): TokenSession {
    if (this.#owner === undefined) throw new Error('The stage is not set.');
    return this.#owner.session;
  }

  roomsOf(n: number): Room[] {
    const each = this.#options.roomsPerSender ?? 2;
    return Array.from({ length: Math.min(each, this.rooms.length) }, (_, k) => this.rooms[(n + k) % this.rooms.length] as Room);
  }

  talk(): void {
    this.#talking = true;
    this.#lines = this.clients.flatMap((client) => [...client.views.keys()].map((roomId) => this.#talkIn(client, roomId)));
  }

  /** No new messages; ends when every one that was begun is answered. */
  async hush(): Promise<void> {
    this.#talking = false;
    const late = setTimeout(() => { this.#giveUp(); }, HUSH_LIMIT_MS);
    await Promise.all(this.#lines);
    clearTimeout(late);
  }

  /** Ends when everybody has what the store has. */
  async gather(limitMs = 60_000): Promise<void> {
    const stored = readStore(this.server.databasePath);
    const views = this.clients.flatMap((client) => [...client.views.values()]);
    await until(() => views.every((view) => view.last >= (stored.get(view.roomId)?.at(-1)?.seq ?? 0)), 'everybody to be at the head', limitMs);
  }

  /** Stops the talk, lets everybody catch up, reads everything back and judges it. */
  async judge(): Promise<Verdict> {
    await this.hush();
    await this.#nudge();
    await this.gather().catch(() => undefined);
    return checkHistory(this.history());
  }

  history(): History {
    const views = this.clients.flatMap((client) => [...client.views.values()].map((view) => view.as(client.name)));
    return { sent: [...this.chronicle.sent.values()], stored: readStore(this.server.databasePath), views };
  }

  async close(): Promise<void> {
    this.#talking = false;
    this.memory.stop();
    this.clients.forEach((client) => client.close());
    this.#owner?.close();
    await this.server.remove();
  }

  async #fill(): Promise<void> {
    const owner = await ChatClient.enter(this.server.url, 'Owner');
    this.#owner = owner;
    for (let n = 0; n < this.#options.rooms; n++) this.rooms.push(await owner.createRoom(`Room ${n}`));
    for (let n = 0; n < this.#options.senders; n++) this.clients.push(await this.#newcomer(n));
    await Promise.all(this.clients.flatMap((client, n) => this.roomsOf(n).map(({ id }) => client.enter(id))));
  }

  async #newcomer(n: number): Promise<LabelledClient> {
    const visitor = await ChatClient.enter(this.server.url, `S${n}`);
    visitor.close();
    const url = (await this.#options.urlFor?.(n, this.server.url)) ?? this.server.url;
    return new LabelledClient({ url, session: visitor.session, chronicle: this.chronicle, ackTimeoutMs: this.#options.ackTimeoutMs ?? 5_000 });
  }

  async #talkIn(client: LabelledClient, roomId: string): Promise<void> {
    while (this.#talking) {
      await client.post(roomId);
      await pause(this.#dice.below(this.#options.paceMs ?? 20));
    }
  }

  /** A last message in each room shows everybody who missed the one before that there is more. */
  async #nudge(): Promise<void> {
    const speakers = this.rooms.map(({ id }) => ({ id, client: this.clients.find(({ views }) => views.has(id)) }));
    await Promise.all(speakers.map(async ({ id, client }) => client?.post(id)));
  }

  #giveUp(): void {
    this.clients.forEach((client) => client.close());
  }
}
