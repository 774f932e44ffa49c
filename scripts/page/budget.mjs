import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Throws where the scripts are more than what a phone may be asked to load. */
export function keepBudget(folder, budgets) {
  for (const { what, files, mostKb } of budgets) {
    const kb = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0) / 1_000;
    console.log(`${what}: ${kb.toFixed(1)} kB of scripts with gzip, ${mostKb} at most`);
    if (kb > mostKb) throw new Error(`${what}: more than ${mostKb} kB. What is not needed at once can be loaded later.`);
  }
}
