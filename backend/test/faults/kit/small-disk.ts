import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerProcess } from '../../kit/server-process.ts';

const BLOCK = Buffer.alloc(4_096, 1);

/** A small file system of its own, in memory, that can be filled up. */
export class SmallDisk {
  /** null where nobody may mount one. */
  static under(server: ServerProcess, mebibytes: number): SmallDisk | null {
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', server.dataDir], { stdio: 'ignore' });
      return new SmallDisk(server.dataDir);
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
