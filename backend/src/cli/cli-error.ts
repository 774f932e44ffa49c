/** What a script can tell an end from. */
export const EXIT = { fine: 0, trouble: 1, wrongUse: 2 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** For the operator: what is wrong and what to do. */
export class CliError extends Error {
  override name = 'CliError';
  readonly exitCode: ExitCode;

  constructor(message: string, exitCode: ExitCode = EXIT.trouble) {
    super(message);
    this.exitCode = exitCode;
  }
}
