/** What is written does not go where it will be looked for. Nothing is stored until the file is back; the words are for the operator. */
export class DisplacedDatabaseError extends Error {
  override readonly name = 'DisplacedDatabaseError';

  static of(path: string): DisplacedDatabaseError {
    return new DisplacedDatabaseError(
      `The file ${path} is not the one that the server has opened: it was moved, deleted or replaced. Nothing is stored until that one is back ` +
        'in its place. To go on with another file, stop the server first.',
    );
  }
}

/** Somebody wrote into the open database past SQLite: memory, log and file no longer belong together, and nothing can mend that but a new start. */
export class OverwrittenDatabaseError extends Error {
  override readonly name = 'OverwrittenDatabaseError';

  static of(path: string): OverwrittenDatabaseError {
    return new OverwrittenDatabaseError(
      `The database ${path} was written over while the server had it open. The server stops and writes nothing more into it. ` +
        'Its next start says what to do.',
    );
  }
}
