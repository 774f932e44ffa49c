const KEPT = 100_000;

/** Latencies in milliseconds; beyond 100,000 a random choice of them. */
export class Samples {
  #values = [];
  #seen = 0;

  add(value) {
    this.#seen += 1;
    if (this.#values.length < KEPT) this.#values.push(value);
    else {
      const place = Math.floor(Math.random() * this.#seen);
      if (place < KEPT) this.#values[place] = value;
    }
  }

  get count() {
    return this.#seen;
  }

  /** The value below which a share of them lies, null where there is none. */
  at(share) {
    const sorted = Float64Array.from(this.#values).sort();
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null;
  }

  summary() {
    return { count: this.#seen, p50: this.at(0.5), p90: this.at(0.9), p99: this.at(0.99), max: this.at(1) };
  }
}
