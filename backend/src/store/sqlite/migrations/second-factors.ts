/** What people have besides their passwords. */
export const SECOND_FACTORS = `
  CREATE TABLE second_factors (
    user TEXT NOT NULL PRIMARY KEY REFERENCES users (id),
    secret TEXT NOT NULL,
    confirmed INTEGER NOT NULL DEFAULT 0,
    -- Of the last code that was taken: none is taken twice.
    last_step INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE recovery_codes (
    user TEXT NOT NULL REFERENCES users (id),
    code_hash TEXT NOT NULL,
    PRIMARY KEY (user, code_hash)
  ) STRICT, WITHOUT ROWID;
`;
