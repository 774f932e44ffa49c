import type { AppendResult } from '../../store.ts';

type Refused = Extract<AppendResult, { kind: 'refused' }>;

/** What an event says clashes with another room: the whole append is undone, and the room decides again without it. */
export class RefusedEventError extends Error {
  override readonly name = 'RefusedEventError';
  readonly result: Refused;

  constructor(seq: number, code: Refused['code']) {
    super(code);
    this.result = { kind: 'refused', seq, code };
  }
}
