import type { Failure } from './errors.ts';

export interface AckOk<T> {
  ok: true;
  data: T;
}

export interface AckFailure extends Failure {
  ok: false;
}

/** The answer to every command. `ok: true` for a message means: committed to disk. */
export type Ack<T> = AckOk<T> | AckFailure;
