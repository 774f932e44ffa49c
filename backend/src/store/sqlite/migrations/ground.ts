/** From the first version to invitations, conversations and blocks. */
export const GROUND: readonly string[] = [
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
  `
  ALTER TABLE rooms ADD COLUMN kind TEXT NOT NULL DEFAULT 'room';
  ALTER TABLE rooms ADD COLUMN policy TEXT NOT NULL DEFAULT '{"posting":"everyone","slowModeSeconds":0,"guests":true}';
  ALTER TABLE rooms ADD COLUMN search_key TEXT NOT NULL DEFAULT '';
  ALTER TABLE rooms ADD COLUMN archived_at INTEGER;
  ALTER TABLE rooms ADD COLUMN members_seq INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE rooms ADD COLUMN client_id TEXT;
  CREATE UNIQUE INDEX rooms_by_creation ON rooms (created_by, client_id) WHERE client_id IS NOT NULL;
  UPDATE rooms SET search_key = search_key_of(name), members_seq = last_seq;

  ALTER TABLE members ADD COLUMN role TEXT NOT NULL DEFAULT 'member';

  CREATE TABLE sanctions (
    room INTEGER NOT NULL REFERENCES rooms (key),
    user TEXT NOT NULL,
    banned INTEGER NOT NULL DEFAULT 0,
    muted_until INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (room, user)
  ) STRICT, WITHOUT ROWID;

  ALTER TABLE messages ADD COLUMN author TEXT NOT NULL DEFAULT '';
  ALTER TABLE messages ADD COLUMN edited INTEGER;
  ALTER TABLE messages ADD COLUMN deleted INTEGER NOT NULL DEFAULT 0;
  UPDATE messages SET author = (SELECT event.author FROM events AS event WHERE event.room = messages.room AND event.seq = messages.seq);
  CREATE INDEX messages_deleted ON messages (room, ordinal) WHERE deleted = 1;

  CREATE TABLE edits (
    room INTEGER NOT NULL,
    message INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (room, message, seq)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE mentions (
    room INTEGER NOT NULL,
    user TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    PRIMARY KEY (room, user, ordinal)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX mentions_by_message ON mentions (room, ordinal);

  ALTER TABLE read_positions ADD COLUMN own INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE read_positions ADD COLUMN level TEXT NOT NULL DEFAULT 'all';
  ALTER TABLE read_positions ADD COLUMN muted_until INTEGER;
  UPDATE read_positions SET own = last.ordinal, ordinal = max(read_positions.ordinal, last.ordinal)
  FROM (SELECT room, author, max(ordinal) AS ordinal FROM messages GROUP BY room, author) AS last
  WHERE last.room = read_positions.room AND last.author = read_positions.user;

  -- What a room is called and who owns it stands in its log from now on, also for rooms that were made before.
  INSERT INTO events (room, seq, type, author, at, payload)
  SELECT key, last_seq + 1, 'room.updated', created_by, last_at, json_object(
    'seq', last_seq + 1, 'at', last_at, 'type', 'room.updated', 'author', json_object('id', created_by, 'name', coalesce((SELECT name FROM users WHERE id = created_by), '?')),
    'changes', json_object('name', name, 'topic', topic, 'visibility', visibility, 'policy', json(policy)))
  FROM rooms;
  UPDATE rooms SET last_seq = last_seq + 1;
  INSERT INTO events (room, seq, type, author, at, payload)
  SELECT room.key, room.last_seq + 1, 'member.role', owner.user, room.last_at, json_object(
    'seq', room.last_seq + 1, 'at', room.last_at, 'type', 'member.role', 'author', json_object('id', owner.user, 'name', owner.name),
    'target', json_object('id', owner.user, 'name', owner.name), 'role', 'owner')
  FROM rooms AS room JOIN members AS owner ON owner.room = room.key AND owner.user = room.created_by;
  UPDATE members SET role = 'owner' WHERE user = (SELECT created_by FROM rooms WHERE key = members.room);
  UPDATE rooms SET last_seq = last_seq + 1, members_seq = last_seq + 1
  WHERE EXISTS (SELECT 1 FROM members WHERE room = rooms.key AND user = rooms.created_by);
  `,
  `
  CREATE TABLE lineage (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    mark BLOB NOT NULL
  ) STRICT;
  `,
  `
  CREATE TABLE consumers (
    name TEXT NOT NULL PRIMARY KEY,
    holder TEXT,
    leased_until INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE consumer_positions (
    consumer TEXT NOT NULL REFERENCES consumers (name),
    room INTEGER NOT NULL REFERENCES rooms (key),
    seq INTEGER NOT NULL,
    PRIMARY KEY (consumer, room)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE reactions (
    room INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    emoji TEXT NOT NULL,
    user TEXT NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (room, ordinal, emoji, user)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE pins (
    room INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    message INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (room, ordinal)
  ) STRICT, WITHOUT ROWID;

  -- The number of the message that a chain of answers began with; first what each answers, then that one's own beginning.
  ALTER TABLE messages ADD COLUMN thread INTEGER;
  UPDATE messages SET thread = CAST(substr(json_extract(event.payload, '$.replyTo'), length(room.id) + 2) AS INTEGER)
  FROM events AS event JOIN rooms AS room ON room.key = event.room
  WHERE event.room = messages.room AND event.seq = messages.seq AND json_extract(event.payload, '$.replyTo') IS NOT NULL;
  CREATE INDEX messages_by_thread ON messages (room, thread, ordinal, deleted) WHERE thread IS NOT NULL;
  WITH RECURSIVE below (room, seq, thread) AS (
    SELECT answer.room, answer.seq, answer.thread FROM messages AS answer
    JOIN messages AS beginning ON beginning.room = answer.room AND beginning.seq = answer.thread AND beginning.thread IS NULL
    UNION ALL
    SELECT answer.room, answer.seq, below.thread FROM below JOIN messages AS answer ON answer.room = below.room AND answer.thread = below.seq
  )
  UPDATE messages SET thread = below.thread FROM below WHERE below.room = messages.room AND below.seq = messages.seq;
  `,
  `
  CREATE TABLE invites (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    room INTEGER NOT NULL REFERENCES rooms (key),
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    max_uses INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX invites_by_room ON invites (room, created_at);

  CREATE TABLE invite_uses (
    invite TEXT NOT NULL,
    room INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (invite, room, seq)
  ) STRICT, WITHOUT ROWID;

  -- Of a conversation: whose it is. The same people find the same one.
  ALTER TABLE rooms ADD COLUMN people_key TEXT;
  CREATE UNIQUE INDEX rooms_by_people ON rooms (people_key) WHERE people_key IS NOT NULL;

  ALTER TABLE users ADD COLUMN search_key TEXT NOT NULL DEFAULT '';
  UPDATE users SET search_key = search_key_of(name);
  CREATE TABLE name_words (
    word TEXT NOT NULL,
    user TEXT NOT NULL,
    PRIMARY KEY (word, user)
  ) STRICT, WITHOUT ROWID;
  WITH RECURSIVE split (user, word, rest) AS (
    SELECT id, '', search_key || ' ' FROM users
    UNION ALL
    SELECT user, substr(rest, 1, instr(rest, ' ') - 1), substr(rest, instr(rest, ' ') + 1) FROM split WHERE rest <> ''
  )
  INSERT OR IGNORE INTO name_words (word, user) SELECT word, user FROM split WHERE word <> '';

  CREATE TABLE blocks (
    user TEXT NOT NULL,
    blocked TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (user, blocked)
  ) STRICT, WITHOUT ROWID;
  `,
];
