import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Below these, holes or data loss are known: GHSA advisories of each package, https://sqlite.org/wal.html#walresetbug */
const FLOORS = { ws: '8.21.0', 'engine.io': '6.6.9', 'socket.io-parser': '4.2.6' };

interface Lock {
  packages: Record<string, { version?: string }>;
}

const lock = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'package-lock.json'), 'utf8')) as Lock;

function installed(name: string): string[] {
  const places = Object.entries(lock.packages).filter(([path]) => path.endsWith(`node_modules/${name}`));
  return places.map(([, { version = '0.0.0' }]) => version);
}

function isAtLeast(version: string, floor: string): boolean {
  const [have, want] = [version, floor].map((text) => text.split('.').map(Number)) as [number[], number[]];
  const differs = want.findIndex((part, index) => part !== have[index]);
  return differs === -1 || (have[differs] ?? 0) > (want[differs] ?? 0);
}

describe('the lock file', () => {
  it.each(Object.entries(FLOORS))('holds no %s below %s', (name, floor) => {
    const versions = installed(name);

    expect(versions.length).toBeGreaterThan(0);
    expect(versions.filter((version) => !isAtLeast(version, floor))).toEqual([]);
  });

  it('brings a Node whose SQLite is at least 3.51.3', () => {
    const database = new DatabaseSync(':memory:');
    const { version } = database.prepare('SELECT sqlite_version() AS version').get() as { version: string };
    database.close();

    expect(isAtLeast(version, '3.51.3')).toBe(true);
  });
});
