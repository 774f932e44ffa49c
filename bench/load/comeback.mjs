import { EPOCH, roomIdOf } from '../servers/people.mjs';
import { BatchCounter } from './batch-counter.mjs';
import { clientOf } from './clients/client-of.mjs';
import { CLOSED } from './clients/socket-io-client.mjs';
import { Meter } from './meter.mjs';
import { pageCommands, readDirectory } from './page-requests.mjs';

const AT_A_TIME = 64;
/** As socket.io-client does by default: a second, and half a second more or less. */
const RECONNECT_MS = { least: 500, most: 1_500 };
const SHARE = 0.99;
const REASON_LENGTH = 120;

function dataOf(client, command) {
  return JSON.parse(client.answers.get(command))[0].data;
}

/** Clients that lose their server and come back by themselves, each asking for what it missed. */
export class Comeback {
  #target;
  #asPages = false;
  #members = [];
  #back = [];
  #enough = Promise.withResolvers();
  #refusals = new Map();
  #losses = 0;
  #shared = { meter: new Meter(), counter: new BatchCounter() };

  async enter({ target, rooms, members, pages }) {
    this.#target = target;
    this.#asPages = pages;
    this.#members = Array.from({ length: rooms * members }, (_, index) => ({ user: index, roomIds: [roomIdOf(index % rooms)] }));
    let next = 0;
    const worker = async () => {
      while (next < this.#members.length) await this.#connect(this.#members[next++]);
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  }

  /** From here on whoever loses the connection tries to come back. */
  expectRestart() {
    for (const member of this.#members) member.returns = true;
  }

  /** `readyAt`: when the server was ready again, in milliseconds since 1970. Seconds until 99 % were at the head. */
  async wait({ readyAt, limitMs }) {
    const timer = setTimeout(() => this.#enough.resolve(), limitMs);
    await this.#enough.promise;
    clearTimeout(timer);
    const { length } = this.#members;
    const at = this.#back.toSorted((a, b) => a - b)[Math.ceil(length * SHARE) - 1];
    return { seconds: at === undefined ? null : (at - readyAt) / 1_000, back: this.#back.length, of: length, losses: this.#losses, refusals: Object.fromEntries(this.#refusals) };
  }

  async #connect(member) {
    const { port, kind } = this.#target;
    const also = this.#asPages ? pageCommands(member) : [];
    const client = clientOf(kind, { ...member, ...this.#shared, also, port, sampled: false, keepsAnswer: true, onLost: () => this.#lost(member) });
    try {
      await client.ready;
      if (this.#asPages) await readDirectory(port, member.user);
    } catch (error) {
      this.#refused(error, client, member);
      throw error;
    }
    const { epoch, head } = dataOf(client, 'room:open');
    if (epoch !== EPOCH) throw new Error(`Another epoch: ${epoch}`);
    member.since = { epoch, seq: head };
    if (this.#asPages) member.version = dataOf(client, 'me:sync').version;
  }

  /** The server answered, but with a refusal: as a client does, it tries again later. */
  #refused(error, client, member) {
    if (error.message === CLOSED) return;
    const reason = error.message.slice(0, REASON_LENGTH);
    this.#refusals.set(reason, (this.#refusals.get(reason) ?? 0) + 1);
    client.close();
    this.#lost(member);
  }

  #lost(member) {
    if (!member.returns) return;
    this.#losses += 1;
    const delay = RECONNECT_MS.least + Math.random() * (RECONNECT_MS.most - RECONNECT_MS.least);
    setTimeout(() => this.#connect(member).then(() => this.#returned(), () => undefined), delay);
  }

  #returned() {
    this.#back.push(performance.timeOrigin + performance.now());
    if (this.#back.length >= Math.ceil(this.#members.length * SHARE)) this.#enough.resolve();
  }
}
