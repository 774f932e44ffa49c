/** A database that cannot be used as it is. The message is for the operator: it names the file and says what to do. */
export class UnusableDatabaseError extends Error {
  override readonly name = 'UnusableDatabaseError';

  static damaged(path: string, reason: string): UnusableDatabaseError {
    return new UnusableDatabaseError(
      `The database ${path} is damaged or no database at all (${reason}). It was left as it is. ` +
        'Keep a copy, then put a backup in its place, or move the file away to begin with an empty database.',
    );
  }

  static foreign(path: string): UnusableDatabaseError {
    return new UnusableDatabaseError(`The file ${path} is a database of another program. It was left as it is. Choose another path.`);
  }

  static newer(path: string, versions: { found: number; known: number }): UnusableDatabaseError {
    return new UnusableDatabaseError(
      `The database ${path} was made by a newer version (schema ${versions.found}, this version knows ${versions.known}). ` +
        'It was left as it is. Start the newer version, or put a backup from this one in its place.',
    );
  }

  static foreignLog(path: string): UnusableDatabaseError {
    return new UnusableDatabaseError(
      `The database ${path} does not go with the write-ahead log ${path}-wal: it was put into the place of another database, whose log is still there. ` +
        `Nothing was changed. To use ${path} as it is, such as a backup, delete ${path}-wal and ${path}-shm, then start. ` +
        'To go on with the database that was there before, put it back: its log holds what was said last.',
    );
  }

  static inUse(path: string): UnusableDatabaseError {
    return new UnusableDatabaseError(`The database ${path} is in use by another server. Stop that one first, or give this one another DATA_DIR.`);
  }

  static unopened(path: string, reason: string): UnusableDatabaseError {
    return new UnusableDatabaseError(`The database ${path} cannot be opened (${reason}). Check that the folder exists and may be written to.`);
  }

  static withoutWriteAheadLog(path: string): UnusableDatabaseError {
    return new UnusableDatabaseError(`The file system of ${path} cannot hold a write-ahead log. Put the database on a local disk.`);
  }
}
