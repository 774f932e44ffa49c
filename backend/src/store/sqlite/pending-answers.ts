import { StoreError, type StoreErrorCode } from '../store-error.ts';

interface Pending {
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

export type NumberedAnswer = { requestId: number } & ({ value: unknown } | { code: StoreErrorCode; message?: string });

/** Who waits for an answer from a thread, by the number of the request. */
export class PendingAnswers {
  readonly #pending = new Map<number, Pending>();
  #last = 0;

  get count(): number {
    return this.#pending.size;
  }

  /** `send` gets the request's number; what it throws rejects. */
  ask(send: (requestId: number) => void): Promise<unknown> {
    const requestId = ++this.#last;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#pending.set(requestId, { resolve, reject });
    try {
      send(requestId);
    } catch (error) {
      this.#take(requestId)?.reject(error as Error);
    }
    return promise;
  }

  settle(answer: NumberedAnswer): void {
    const pending = this.#take(answer.requestId);
    if ('value' in answer) pending?.resolve(answer.value);
    else pending?.reject(new StoreError(answer.code, answer.message));
  }

  rejectAll(code: StoreErrorCode, message?: string): void {
    for (const requestId of [...this.#pending.keys()]) this.settle({ requestId, code, message });
  }

  #take(requestId: number): Pending | undefined {
    const pending = this.#pending.get(requestId);
    this.#pending.delete(requestId);
    return pending;
  }
}
