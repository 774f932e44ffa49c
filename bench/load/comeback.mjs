import { EPOCH, roomIdOf } from '../servers/people.mjs';
import { BatchCounter } from './batch-counter.mjs';
import { clientOf } from './clients/client-of.mjs';
import { Meter } from './meter.mjs';

const AT_A_TIME = 64;
/** As socket.io-client does by default: a second, and half a second more or less. */
const RECONNECT_MS = { least: 500, most: 1_500 };
const SHARE = 0.99;

/** Clients that lose their server and come back by themselves, each asking for what it missed. */
export class Comeback {
  #target;
  #members = [];
  #back = [];
  #enough = Promise.withResolvers();
  #shared = { meter: new Meter(), counter: new BatchCounter() };

  async enter({ target, rooms, members }) {
    this.#target = target;
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
    return { seconds: at === undefined ? null : (at - readyAt) / 1_000, back: this.#back.length, of: length };
  }

  async #connect(member) {
    const onLost = () => this.#lost(member);
    const client = clientOf(this.#target.kind, { ...member, ...this.#shared, port: this.#target.port, sampled: false, keepsAnswer: true, onLost });
    await client.ready;
    const { epoch, head } = JSON.parse(client.joined)[0].data;
    if (epoch !== EPOCH) throw new Error(`Another epoch: ${epoch}`);
    member.since = { epoch, seq: head };
  }

  #lost(member) {
    if (!member.returns) return;
    const delay = RECONNECT_MS.least + Math.random() * (RECONNECT_MS.most - RECONNECT_MS.least);
    setTimeout(() => this.#connect(member).then(() => this.#returned(), () => undefined), delay);
  }

  #returned() {
    this.#back.push(performance.timeOrigin + performance.now());
    if (this.#back.length >= Math.ceil(this.#members.length * SHARE)) this.#enough.resolve();
  }
}
