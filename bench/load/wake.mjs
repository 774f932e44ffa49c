import { roomIdOf } from '../servers/people.mjs';
import { BatchCounter } from './batch-counter.mjs';
import { clientOf } from './clients/client-of.mjs';
import { Meter } from './meter.mjs';

/** One person who is a member of many rooms, and says something now in this one, now in that one. */
export class Wake {
  #client = null;
  #meter = new Meter();
  #answered = Promise.withResolvers();

  async connect({ kind, port, user }) {
    this.#client = clientOf(kind, { port, user, roomIds: [], sampled: false, meter: this.#meter, counter: new BatchCounter() });
    this.#client.onAck = (_client, failure) => this.#answered.resolve(failure);
    await this.#client.ready;
  }

  /** Milliseconds from sending to the ack, for each of the rooms, one after the other. */
  async sayIn({ firstRoom, rooms, pauseMs }) {
    const times = [];
    for (let room = firstRoom; room < firstRoom + rooms; room++) {
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      times.push(await this.#say(roomIdOf(room)));
    }
    return times;
  }

  /** All at once; resolves when the last room has answered. */
  async sayInAll({ firstRoom, rooms, atATime }) {
    for (let room = firstRoom; room < firstRoom + rooms; room += atATime) {
      for (let index = room; index < Math.min(room + atATime, firstRoom + rooms); index++) this.#client.say(roomIdOf(index));
      await this.#allAnswered(Math.min(atATime, firstRoom + rooms - room));
    }
    return { refused: this.#meter.refused };
  }

  async #say(roomId) {
    this.#answered = Promise.withResolvers();
    const start = performance.now();
    this.#client.say(roomId);
    this.#client.flush();
    const failure = await this.#answered.promise;
    if (failure !== null) throw new Error(`A room did not wake: ${JSON.stringify(failure)}`);
    return performance.now() - start;
  }

  #allAnswered(count) {
    const { promise, resolve } = Promise.withResolvers();
    let open = count;
    this.#client.onAck = () => {
      open -= 1;
      if (open === 0) resolve();
    };
    this.#client.flush();
    return promise.finally(() => { this.#client.onAck = (_client, failure) => this.#answered.resolve(failure); });
  }
}
