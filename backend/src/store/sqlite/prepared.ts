import type { Database, StatementSync } from './database.ts';

export type Prepared<Sql extends Record<string, string>> = Record<keyof Sql, StatementSync>;

/** A statement for each text, under the same name. */
export function prepared<Sql extends Record<string, string>>(database: Database, sql: Sql): Prepared<Sql> {
  return Object.fromEntries(Object.entries(sql).map(([name, text]) => [name, database.prepare(text)])) as Prepared<Sql>;
}
