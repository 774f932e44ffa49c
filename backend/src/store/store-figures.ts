export interface CommitTimes {
  lastMs: number;
  totalMs: number;
  /** How many commits took at most so long, and longer than the bucket before says. */
  buckets: { uptoMs: number; count: number }[];
}

export interface StoreFigures {
  /** Requests in the journal's buffer. */
  waiting: number;
  queuedBytes: number;
  capacityBytes: number;
  /** Transactions, and how many of them failed beside. */
  commits: number;
  failures: number;
  /** Committed events. */
  events: number;
  commitTimes: CommitTimes;
  /** Of the write-ahead log on the disk. */
  walBytes: number;
}
