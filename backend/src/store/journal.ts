/**
 * The log as room threads append to it: each through a JournalClient of its own, which blocks that thread until its rooms'
 * events are on disk or refused. One request may hold the appends of many rooms, and many threads' requests may be under way.
 */
export interface Journal {
  /** The buffer that takes the requests, see append-protocol.ts. */
  readonly memory: SharedArrayBuffer;
  /** Before the thread starts. Its answers go into `replies`. */
  registerThread(threadId: number, replies: SharedArrayBuffer): void;
  /** Resolves when nothing is written to its replies any more; never where the store has ended. */
  unregisterThread(threadId: number): Promise<void>;
}
