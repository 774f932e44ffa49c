/** People with a login and a password, what the server lets in, and what its administrators did. */
export const ACCOUNTS = `
  ALTER TABLE users ADD COLUMN deactivated_at INTEGER;
  -- What somebody who came by an invitation may become.
  ALTER TABLE users ADD COLUMN ceiling TEXT NOT NULL DEFAULT 'member';

  CREATE INDEX users_by_name ON users (search_key, id);

  CREATE TABLE accounts (
    user TEXT NOT NULL PRIMARY KEY REFERENCES users (id),
    login TEXT NOT NULL,
    login_key TEXT NOT NULL UNIQUE,
    password TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('admin', 'member')),
    created_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX accounts_of_admins ON accounts (role) WHERE role = 'admin';

  ALTER TABLE sessions ADD COLUMN device TEXT NOT NULL DEFAULT '';
  ALTER TABLE sessions ADD COLUMN used_at INTEGER NOT NULL DEFAULT 0;
  UPDATE sessions SET used_at = created_at;

  CREATE TABLE password_resets (
    code_hash TEXT NOT NULL PRIMARY KEY,
    user TEXT NOT NULL UNIQUE REFERENCES users (id),
    expires_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE server_settings (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE server_invites (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL CHECK (role IN ('member', 'guest')),
    created_by TEXT NOT NULL REFERENCES users (id),
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    max_uses INTEGER
  ) STRICT, WITHOUT ROWID;

  -- Who came into the server by an invitation to it, or to one of its rooms.
  CREATE TABLE invite_entries (
    invite TEXT NOT NULL,
    user TEXT NOT NULL,
    PRIMARY KEY (invite, user)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE audit (
    id INTEGER NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    actor TEXT,
    actor_name TEXT NOT NULL,
    action TEXT NOT NULL,
    target TEXT,
    target_name TEXT,
    why TEXT,
    changes TEXT NOT NULL
  ) STRICT;
  CREATE INDEX audit_by_action ON audit (action, id);
  CREATE INDEX audit_by_actor ON audit (actor, id);
  CREATE INDEX audit_by_target ON audit (target, id);
`;
