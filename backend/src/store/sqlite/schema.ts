/** Says "this file is Wątek's" in the header of the file: "WATK". */
export const APPLICATION_ID = 0x57_41_54_4b;

/**
 * Number n stands at n - 1 and takes a database from user_version n - 1 to n. What was released is never edited: add the next one.
 * Rooms have an integer key, so that the rows and indices of the log, by far the most of the file, stay small.
 * A message's text stands once, in `events.payload`, which is the event's JSON as it is sent.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE users (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE sessions (
    token_hash TEXT NOT NULL PRIMARY KEY,
    user TEXT NOT NULL REFERENCES users (id),
    kind TEXT NOT NULL CHECK (kind IN ('cookie', 'token')),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX sessions_by_end ON sessions (expires_at);

  CREATE TABLE probe (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    at INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE rooms (
    key INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    topic TEXT NOT NULL,
    visibility TEXT NOT NULL CHECK (visibility IN ('public', 'private')),
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    epoch TEXT NOT NULL,
    last_seq INTEGER NOT NULL DEFAULT 0,
    last_ordinal INTEGER NOT NULL DEFAULT 0,
    last_at INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE UNIQUE INDEX rooms_by_public_name ON rooms (name_key) WHERE visibility = 'public';
  CREATE INDEX rooms_by_visibility ON rooms (visibility);

  CREATE TABLE events (
    room INTEGER NOT NULL REFERENCES rooms (key),
    seq INTEGER NOT NULL,
    type TEXT NOT NULL,
    author TEXT NOT NULL,
    client_id TEXT,
    at INTEGER NOT NULL,
    payload TEXT NOT NULL,
    PRIMARY KEY (room, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX events_by_client_id ON events (room, author, client_id) WHERE client_id IS NOT NULL;

  CREATE TABLE messages (
    room INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (room, ordinal)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE members (
    room INTEGER NOT NULL REFERENCES rooms (key),
    user TEXT NOT NULL,
    name TEXT NOT NULL,
    joined INTEGER NOT NULL,
    PRIMARY KEY (room, user)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX members_by_joining ON members (room, joined);
  CREATE INDEX members_by_user ON members (user, room);

  CREATE TABLE read_positions (
    room INTEGER NOT NULL REFERENCES rooms (key),
    user TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    PRIMARY KEY (room, user)
  ) STRICT, WITHOUT ROWID;
  `,
  'CREATE INDEX sessions_by_user ON sessions (user)',
];
