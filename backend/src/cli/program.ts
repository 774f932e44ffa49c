import { Command, CommanderError } from 'commander';
import { addBackup } from './backup/backup.command.ts';
import { CliError, EXIT } from './cli-error.ts';
import { addRestore } from './restore/restore.command.ts';
import type { Terminal } from './terminal.ts';

const DESCRIPTION = `What whoever runs a Wątek server does beside it.

Exit codes: 0 fine, 1 trouble, 2 wrong use.`;

/** Returns the exit code; never throws, and never ends the process. */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    await programFor(terminal).parseAsync(args, { from: 'user' });
    return EXIT.fine;
  } catch (error) {
    // It has said what was wrong with the command itself; help that was asked for is fine.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.wrongUse;
    const message = error instanceof Error ? error.message : String(error);
    if (args.includes('--json')) terminal.out(`${JSON.stringify({ ok: false, message })}\n`);
    terminal.err(`${message}\n`);
    return error instanceof CliError ? error.exitCode : EXIT.trouble;
  }
}

function programFor(terminal: Terminal): Command {
  const program = new Command('watek')
    .description(DESCRIPTION)
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .showHelpAfterError('Say --help for what there is.');
  addBackup(program, terminal);
  addRestore(program, terminal);
  return program;
}
