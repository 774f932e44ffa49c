import { roomIdOf } from '../servers/people.mjs';
import { BatchCounter } from './batch-counter.mjs';
import { clientOf } from './clients/client-of.mjs';
import { Meter } from './meter.mjs';
import { piecesRead } from './tcp.mjs';
import { Talk } from './talk.mjs';
import { Window } from './window.mjs';

const AT_A_TIME = 64;
const SETTLE_MS = 500;
/** Share of the clients that hear something within that time although nothing happens. */
const PINGED = 0.05;
const CALM_LOOKS = 120;
/** What is seen later than this after the last message counts as not seen. */
const LATE_MS = 20_000;
/** A server may still be telling a big crowd who came; measured is what follows. */
const FIRST_SEEN_MS = 60_000;
const LOOK_EVERY_MS = 10;

/** Many clients of one server. The runner calls its methods by name, see main.mjs; what they return is JSON. */
export class Crowd {
  #target = null;
  #clients = [];
  #meter = new Meter();
  #counter = new BatchCounter();
  #talk = null;

  aim(target) {
    this.#target = target;
  }

  /** `members` clients in each of `rooms` rooms; `sampled` of all, spread over the order of joining, read everything. */
  async enter({ rooms, members, firstRoom = 0, firstUser = 0, sampled = 12 }) {
    const count = rooms * members;
    const every = Math.max(1, count / sampled);
    const isSampled = (index) => Math.floor(index / every) !== Math.floor((index - 1) / every);
    const start = performance.now();
    // A stride as long as the rooms are many fills all rooms evenly, as people come.
    await this.#connectAll(count, (index) => ({ user: firstUser + index, roomIds: [roomIdOf(firstRoom + (index % rooms))], sampled: isSampled(index) }));
    const seconds = (performance.now() - start) / 1_000;
    await this.#calm();
    return { seconds };
  }

  /** Connections without a room. */
  async idle({ count }) {
    const start = performance.now();
    await this.#connectAll(count, (index) => ({ user: index, roomIds: [], sampled: false }));
    return { seconds: (performance.now() - start) / 1_000 };
  }

  /** Each of the senders says one thing and is answered first: a room's thread starts before anything is measured. */
  async startTalking({ senders, inFlight }) {
    const every = this.#clients.length / senders;
    const chosen = Array.from({ length: senders }, (_, index) => this.#clients[Math.floor(index * every)]);
    await Promise.all(chosen.map(answered));
    this.#talk = new Talk(chosen, inFlight);
  }

  async measure({ forMs }) {
    const window = new Window(this.#meter, this.#target.pid);
    await pause(forMs);
    return window.close();
  }

  stopTalking() {
    this.#talk?.stop();
  }

  async talk({ senders, inFlight, warmMs, forMs }) {
    const start = performance.now();
    this.#meter.reset();
    await this.startTalking({ senders, inFlight });
    await until(() => this.#meter.deliveries >= this.#clients.length, FIRST_SEEN_MS);
    const firstSeenSeconds = (performance.now() - start) / 1_000;
    await pause(warmMs);
    const figures = await this.measure({ forMs });
    this.stopTalking();
    return { ...figures, firstSeenSeconds };
  }

  /** One message every so often, from each member in turn, whether the last was answered or not; waits for the late ones. */
  async probe({ everyMs, forMs, warmMs = 0 }) {
    let sent = 0;
    const timer = setInterval(() => this.#say(sent++), everyMs);
    await pause(warmMs);
    const window = new Window(this.#meter, this.#target.pid);
    this.#meter.latenciesFrom = performance.now();
    sent = 0;
    await pause(forMs);
    clearInterval(timer);
    const expected = sent * this.#clients.length;
    await until(() => this.#meter.seen.count >= expected, LATE_MS);
    this.#meter.latenciesFrom = 0;
    const figures = window.close();
    return { ...figures, unseen: expected - figures.seen.count };
  }

  leave() {
    this.#clients.forEach((client) => client.close());
    this.#clients = [];
  }

  /** Until the server has told everybody who came, and only pings are left. */
  async #calm() {
    const few = 5 + this.#clients.length * PINGED;
    for (let looks = 0, before = -Infinity; piecesRead() - before > few && looks < CALM_LOOKS; looks++) {
      before = piecesRead();
      await pause(SETTLE_MS);
    }
  }

  #say(turn) {
    const client = this.#clients[turn % this.#clients.length];
    client.say();
    client.flush();
  }

  async #connectAll(count, optionsOf) {
    let next = 0;
    const worker = async () => {
      while (next < count) {
        const client = clientOf(this.#target.kind, { ...optionsOf(next++), port: this.#target.port, meter: this.#meter, counter: this.#counter });
        this.#clients.push(client);
        await client.ready;
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  }
}

async function until(condition, limitMs) {
  const deadline = performance.now() + limitMs;
  while (!condition() && performance.now() < deadline) await pause(LOOK_EVERY_MS);
}

function answered(client) {
  return new Promise((resolve) => {
    client.onAck = resolve;
    client.say();
    client.flush();
  });
}

function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
