import { Samples } from './samples.mjs';

/** What the clients of one process saw since the last reset. */
export class Meter {
  deliveries = 0;
  acks = 0;
  refused = 0;
  /** Sequence numbers that sampled clients missed; never forgotten. */
  holes = 0;
  /** Connections that the server closed or that failed; never forgotten. */
  lost = 0;
  /** Latencies of what was sent before this moment are left out. */
  latenciesFrom = 0;
  seen = new Samples();
  acked = new Samples();

  reset() {
    this.deliveries = 0;
    this.acks = 0;
    this.refused = 0;
    this.seen = new Samples();
    this.acked = new Samples();
  }

  sawAfter(ms) {
    if (performance.now() - ms >= this.latenciesFrom) this.seen.add(ms);
  }
}
