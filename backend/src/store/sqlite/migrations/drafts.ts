export const DRAFTS = `
  -- What people have begun to write. It goes when they send it, and with their membership.
  CREATE TABLE drafts (
    user TEXT NOT NULL,
    room INTEGER NOT NULL REFERENCES rooms (key) ON DELETE CASCADE,
    body TEXT NOT NULL,
    reply_to TEXT,
    at INTEGER NOT NULL,
    PRIMARY KEY (user, room)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX drafts_by_age ON drafts (user, at);
  CREATE INDEX drafts_by_room ON drafts (room);
  `;
