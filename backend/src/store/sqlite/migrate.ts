import { searchKeyOf } from '../../contract/name-keys.ts';
import type { Database } from './database.ts';
import type { MigrationStep } from './migration-progress.ts';
import { APPLICATION_ID, MIGRATIONS } from './schema.ts';
import { UnusableDatabaseError } from './unusable-database.ts';

/** Changes nothing. Throws unless the file is empty or holds a schema that this version knows. */
export function checkOrigin(database: Database): void {
  const found = versionOf(database);
  if (!isOurs(database) && !isEmpty(database)) throw UnusableDatabaseError.foreign(database.path);
  if (found > MIGRATIONS.length) throw UnusableDatabaseError.newer(database.path, { found, known: MIGRATIONS.length });
}

/** `onStep` hears of each step before it is done. */
export function migrate(database: Database, onStep: (step: MigrationStep) => void = () => undefined): void {
  database.define('search_key_of', searchKeyOf);
  const found = versionOf(database);
  MIGRATIONS.slice(found).forEach((sql, index, { length: steps }) => {
    onStep({ step: index + 1, steps });
    database.transaction(() => step(database, { sql, version: found + index + 1 }));
  });
}

export function isUpToDate(database: Database): boolean {
  return isOurs(database) && versionOf(database) === MIGRATIONS.length;
}

function step(database: Database, { sql, version }: { sql: string; version: number }): void {
  database.exec(sql);
  database.exec(`PRAGMA user_version = ${version}; PRAGMA application_id = ${APPLICATION_ID}`);
}

export const versionOf = (database: Database): number => Number(database.pragma('user_version'));
export const isOurs = (database: Database): boolean => database.pragma('application_id') === APPLICATION_ID;

function isEmpty(database: Database): boolean {
  return versionOf(database) === 0 && database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined;
}
