export const PUSH = `
  -- Browsers that are told of messages while no page of them is open. They go with their session.
  CREATE TABLE push_devices (
    endpoint TEXT NOT NULL PRIMARY KEY,
    user TEXT NOT NULL,
    session TEXT NOT NULL REFERENCES sessions (token_hash) ON DELETE CASCADE,
    p256dh TEXT NOT NULL,
    auth TEXT NOT NULL,
    detail TEXT NOT NULL,
    language TEXT NOT NULL,
    quiet TEXT,
    created_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX push_devices_by_user ON push_devices (user, created_at);
  CREATE INDEX push_devices_by_session ON push_devices (session);
  `;
