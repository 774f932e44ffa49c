import { join } from 'node:path';
import { start, stop } from './processes.mjs';

const MAIN = join(import.meta.dirname, '../load/main.mjs');
const ANSWER_WITHIN_MS = 240_000;

/** A load generator process; `crowd.enter({...})` and the like run over there. */
export class LoadProcess {
  crowd = this.#actor('crowd');
  comeback = this.#actor('comeback');
  wake = this.#actor('wake');
  #child;
  #calls = new Map();
  #nextId = 0;

  constructor({ core }) {
    this.#child = start(process.execPath, [MAIN], { core, ipc: true });
    this.#child.on('message', ({ id, ...answer }) => this.#settle(id, answer));
    this.#child.on('exit', (code) => [...this.#calls.keys()].forEach((id) => this.#settle(id, { error: `The load generator ended (${code}).\n${this.#child.output}` })));
  }

  end() {
    return stop(this.#child, 'SIGKILL');
  }

  #actor(actor) {
    return new Proxy({}, { get: (_target, method) => (params) => this.#call({ actor, method, params }) });
  }

  #call(call) {
    const id = this.#nextId++;
    const { promise, resolve, reject } = Promise.withResolvers();
    const timer = setTimeout(() => this.#settle(id, { error: `${call.actor}.${call.method} did not answer.` }), ANSWER_WITHIN_MS);
    this.#calls.set(id, { resolve, reject, timer });
    this.#child.send({ id, ...call });
    return promise;
  }

  #settle(id, { result, error }) {
    const call = this.#calls.get(id);
    if (call === undefined) return;
    this.#calls.delete(id);
    clearTimeout(call.timer);
    if (error === undefined) call.resolve(result);
    else call.reject(new Error(error));
  }
}
