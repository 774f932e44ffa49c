import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BLOCK = Buffer.alloc(4_096, 1);

/** A small file system of its own, in memory, that can be filled up. */
export class SmallDisk {
  /** Whether anybody may mount one here. */
  static isPossible(this: void): boolean {
    const folder = mkdtempSync(join(tmpdir(), 'watek-disk-'));
    const disk = SmallDisk.at(folder, 1);
    disk?.unmount();
    rmdirSync(folder);
    return disk !== null;
  }

  /** null where nobody may mount one. */
  static at(folder: string, mebibytes: number): SmallDisk | null {
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', folder], { stdio: 'ignore' });
      return new SmallDisk(folder);
    } catch {
      return null;
    }
  }

  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Takes all the space there is. */
  fill(): void {
    const file = openSync(join(this.#folder, 'filler'), 'a');
    try {
      for (;;) writeSync(file, BLOCK);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    } finally {
      closeSync(file);
    }
  }

  free(): void {
    rmSync(join(this.#folder, 'filler'), { force: true });
  }

  unmount(): void {
    execFileSync('umount', ['-l', this.#folder], { stdio: 'ignore' });
  }
}
