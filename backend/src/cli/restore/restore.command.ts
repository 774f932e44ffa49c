import { resolve } from 'node:path';
import type { Command } from 'commander';
import { counted, sizeInWords } from '../amounts.ts';
import { type CommonOptions, dataDirOf, withCommonOptions } from '../common-options.ts';
import type { Terminal } from '../terminal.ts';
import { restoreBackup, type Restored } from './restore-backup.ts';

interface Options extends CommonOptions {
  withSecrets?: true;
  force?: true;
}

const EXAMPLES = `
Examples:
  $ watek restore /backups/monday.db --data /srv/new     into an empty folder
  $ watek restore /backups/monday.db --force             what is there is moved into a folder of its own
  $ watek restore /backups/monday.db --with-secrets      with the secrets that lie beside the backup`;

export function addRestore(program: Command, terminal: Terminal): void {
  const command = program
    .command('restore')
    .summary('put a backup into the place of the database')
    .description('Checks a backup and puts it into the place of the database. Stop the server first. Pages and programs then load all rooms anew.')
    .argument('<file>', 'what "watek backup" has made')
    .option('--with-secrets', 'the secrets that lie beside the backup as well')
    .option('--force', 'also where there is data: it is moved aside, not deleted')
    .addHelpText('after', EXAMPLES);
  withCommonOptions(command).action((file: string, options: Options) => run(file, options, terminal));
}

function run(file: string, options: Options, terminal: Terminal): void {
  if (terminal.isWatched && !options.json) terminal.err('Checking the backup and putting it into place ...\n');
  const restored = restoreBackup({
    file: resolve(file),
    dataDir: resolve(dataDirOf(options)),
    withSecrets: options.withSecrets ?? false,
    force: options.force ?? false,
    now: new Date(),
  });
  terminal.out(options.json ? `${JSON.stringify({ ok: true, ...restored })}\n` : inWords(restored));
}

function inWords({ database, aside, bytes, rooms, messages, hasChecksum }: Restored): string {
  const unchecked = hasChecksum ? '' : 'There was no checksum beside the backup: a letter that had become another one was not noticed.\n';
  const before = aside === null ? '' : `What was there before is in ${aside}.\n`;
  return `${database}: ${counted(rooms, 'room')}, ${counted(messages, 'message')}, ${sizeInWords(bytes)}. Start the server.\n${before}${unchecked}`;
}
