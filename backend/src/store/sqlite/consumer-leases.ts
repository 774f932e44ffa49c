import type { ConsumerWrites } from '../consumers.ts';
import type { Database, StatementSync } from './database.ts';
import { BEGIN_AT_THE_ENDS, CONSUMERS } from './queries.ts';

export const RELEASE_ALL = 'UPDATE consumers SET holder = NULL, leased_until = 0 WHERE holder IS NOT NULL';

/** Who reads the logs for which consumer, and how far they are. */
export class ConsumerLeases implements ConsumerWrites {
  readonly #statements: Record<keyof typeof CONSUMERS | 'beginAtTheEnds', StatementSync>;

  constructor(database: Database) {
    const prepared = Object.entries({ ...CONSUMERS, beginAtTheEnds: BEGIN_AT_THE_ENDS }).map(([name, sql]) => [name, database.prepare(sql)]);
    this.#statements = Object.fromEntries(prepared) as Record<keyof typeof CONSUMERS | 'beginAtTheEnds', StatementSync>;
  }

  leaseConsumer({ from, leaseMs, ...holding }: Parameters<ConsumerWrites['leaseConsumer']>[0]): boolean {
    const { consumer } = holding;
    const now = Date.now();
    const lease = { ...holding, until: now + leaseMs };
    if (this.#statements.known.get({ consumer }) !== undefined) return this.#statements.lease.run({ ...lease, now }).changes === 1;
    this.#statements.add.run(lease);
    if (from === 'now') this.#statements.beginAtTheEnds.run({ consumer });
    return true;
  }

  moveConsumer(move: Parameters<ConsumerWrites['moveConsumer']>[0]): boolean {
    return this.#statements.move.run({ ...move }).changes === 1;
  }

  releaseConsumer({ consumer, holder }: Parameters<ConsumerWrites['releaseConsumer']>[0]): void {
    this.#statements.release.run({ consumer, holder });
  }
}
