export const HOOKS = `
  -- Doors for programs. The secret is stored as a hash: a copied database opens none.
  CREATE TABLE hooks (
    id TEXT NOT NULL PRIMARY KEY,
    secret_hash TEXT NOT NULL UNIQUE,
    room INTEGER NOT NULL REFERENCES rooms (key),
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    used_at INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX hooks_by_room ON hooks (room, created_at);
  `;
