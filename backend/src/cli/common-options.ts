import type { Command } from 'commander';
import { readDataDir } from '../app/config/config.ts';

export interface CommonOptions {
  data?: string;
  json?: true;
}

/** What every command takes. */
export function withCommonOptions(command: Command): Command {
  return command
    .option('--data <folder>', "the server's data folder (default: the variable DATA_DIR, else ./data)")
    .option('--json', 'the result as one JSON object on standard output');
}

/** Throws a ConfigError. */
export function dataDirOf({ data }: CommonOptions): string {
  return data === undefined ? readDataDir() : readDataDir({ DATA_DIR: data });
}
