/** Earlier ones can damage a write-ahead log that is reset while two connections write: https://sqlite.org/wal.html#walresetbug */
const FLOOR = [3, 51, 3] as const;

export function requireSafeSqlite(version: string | undefined): void {
  if (version !== undefined && isSafe(version)) return;
  throw new Error(`SQLite ${FLOOR.join('.')} or newer is needed, but this Node.js has ${version ?? 'none'}. Use a newer Node.js.`);
}

function isSafe(version: string): boolean {
  const parts = version.split('.').map(Number);
  const differing = FLOOR.findIndex((part, place) => part !== parts[place]);
  return differing === -1 || (parts[differing] ?? 0) > (FLOOR[differing] ?? 0);
}
