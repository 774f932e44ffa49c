import { constants, setPriority } from 'node:os';
import type { Command } from 'commander';
import { counted, sizeInWords } from '../amounts.ts';
import { type CommonOptions, dataDirOf, withCommonOptions } from '../common-options.ts';
import { endingOnSignals } from '../ending-on-signals.ts';
import { ProgressLine } from '../progress-line.ts';
import type { Terminal } from '../terminal.ts';
import { backupFile } from './backup-files.ts';
import { type Backup, removeParts, writeBackup } from './write-backup.ts';

interface Options extends CommonOptions {
  withSecrets?: true;
  force?: true;
}

const EXAMPLES = `
Examples:
  $ watek backup /backups                     a file with the time in its name, while the server runs
  $ watek backup /backups/monday.db --force   over the one of last Monday
  $ watek backup /backups --with-secrets      secrets.json beside it: sessions and second factors stay valid`;

export function addBackup(program: Command, terminal: Terminal): void {
  const command = program
    .command('backup')
    .summary('copy the database while the server runs')
    .description('Copies the database, while the server runs, into a file that is checked after it was written.')
    .argument('<target>', 'a new file, or a folder that it is made in')
    .option('--with-secrets', 'secrets.json as well: keep that copy as safe as the server')
    .option('--force', 'write over a file that is there')
    .addHelpText('after', EXAMPLES);
  withCommonOptions(command).action((target: string, options: Options) => run(target, options, terminal));
}

async function run(target: string, options: Options, terminal: Terminal): Promise<void> {
  const file = backupFile(target, new Date());
  const line = new ProgressLine(terminal, 'Copied');
  // Whoever chats goes first.
  setPriority(constants.priority.PRIORITY_LOW);
  const done = endingOnSignals(() => removeParts(file));
  try {
    const backup = await writeBackup({
      dataDir: dataDirOf(options),
      file,
      withSecrets: options.withSecrets ?? false,
      force: options.force ?? false,
      onProgress: ({ copiedPages, totalPages }) => line.show(copiedPages, totalPages),
    });
    line.end();
    terminal.out(options.json ? `${JSON.stringify({ ok: true, ...backup })}\n` : inWords(backup));
  } finally {
    line.end();
    done();
  }
}

function inWords({ file, secrets, bytes, rooms, messages }: Backup): string {
  const contents = `${counted(rooms, 'room')}, ${counted(messages, 'message')}, ${sizeInWords(bytes)}, checked`;
  return `${file}: ${contents}.\n${secrets === null ? '' : `${secrets}: the secrets; whoever has them can forge sessions.\n`}`;
}
