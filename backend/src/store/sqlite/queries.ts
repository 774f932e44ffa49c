const READ_ORDINAL = `(
  SELECT coalesce(position.ordinal, 0)
  FROM members AS member
  LEFT JOIN read_positions AS position ON position.room = member.room AND position.user = member.user
  WHERE member.room = room.key AND member.user = :user
)`;

const ROOM_COLUMNS = `
  room.id AS id, room.slug AS slug, room.name AS name, room.topic AS topic, room.visibility AS visibility,
  room.created_by AS createdBy, room.created_at AS createdAt, room.epoch AS epoch,
  room.last_seq AS head, room.last_ordinal AS lastOrdinal, ${READ_ORDINAL} AS readOrdinal`;

/** The members join first: SQLite must not be left to walk through all private rooms. */
const ROOMS_AFTER = `
  SELECT room.key AS key, ${ROOM_COLUMNS} FROM rooms AS room
  WHERE room.visibility = 'public' AND room.key > :after
  UNION ALL
  SELECT mine.room AS key, ${ROOM_COLUMNS} FROM members AS mine CROSS JOIN rooms AS room ON room.key = mine.room
  WHERE mine.user = :user AND mine.room > :after AND room.visibility = 'private'
  ORDER BY key LIMIT :limit`;

const MESSAGES = `
  SELECT event.payload AS payload
  FROM messages AS message
  CROSS JOIN events AS event ON event.room = message.room AND event.seq = message.seq
  WHERE message.room = :room AND message.ordinal > :after AND message.ordinal < :before
  ORDER BY message.ordinal`;

/** All that is asked of the store; a test looks at the plan of each. */
export const READS = {
  session: `
    SELECT session.kind AS kind, session.created_at AS createdAt, session.expires_at AS expiresAt, user.id AS id, user.name AS name
    FROM sessions AS session JOIN users AS user ON user.id = session.user
    WHERE session.token_hash = :tokenHash`,
  roomById: `SELECT ${ROOM_COLUMNS} FROM rooms AS room WHERE room.id = :id`,
  roomBySlug: `SELECT ${ROOM_COLUMNS} FROM rooms AS room WHERE room.slug = :id`,
  roomKey: 'SELECT key FROM rooms WHERE id = :id',
  roomsAfter: ROOMS_AFTER,
  roomState: `
    SELECT key, id AS roomId, epoch, last_seq AS head, last_ordinal AS lastOrdinal, last_at AS lastAt, visibility, created_by AS createdBy
    FROM rooms WHERE id = :id`,
  members: 'SELECT user AS id, name FROM members WHERE room = :room ORDER BY joined LIMIT :limit',
  memberCount: 'SELECT count(*) AS count FROM members WHERE room = :room',
  eventsAfter: 'SELECT payload FROM events WHERE room = :room AND seq > :after ORDER BY seq LIMIT :limit',
  messagesForward: `${MESSAGES} LIMIT :limit`,
  messagesBackward: `${MESSAGES} DESC LIMIT :limit`,
} as const;

export const WRITES = {
  probe: 'INSERT INTO probe (id, at) VALUES (1, :now) ON CONFLICT (id) DO UPDATE SET at = excluded.at',
  moveRoom: `
    UPDATE rooms SET last_seq = :lastSeq, last_ordinal = last_ordinal + :messages, last_at = :lastAt
    WHERE id = :id AND last_seq = :expectedSeq RETURNING key, last_ordinal AS lastOrdinal`,
  addEvent: 'INSERT INTO events (room, seq, type, author, client_id, at, payload) VALUES (?, ?, ?, ?, ?, ?, ?)',
  addMessage: 'INSERT INTO messages (room, ordinal, seq) VALUES (?, ?, ?)',
  addMember: `
    INSERT INTO members (room, user, name, joined) VALUES (:room, :user, :name, :joined)
    ON CONFLICT (room, user) DO UPDATE SET name = excluded.name`,
  startReading: `
    INSERT INTO read_positions (room, user, ordinal) VALUES (:room, :user, :ordinal)
    ON CONFLICT (room, user) DO UPDATE SET ordinal = max(ordinal, excluded.ordinal)`,
  removeMember: 'DELETE FROM members WHERE room = :room AND user = :user',
  sentBefore: `
    SELECT event.payload AS payload FROM rooms AS room CROSS JOIN events AS event ON event.room = room.key
    WHERE room.id = :id AND event.author = :author AND event.client_id = :clientId`,
  saveUser: `
    INSERT INTO users (id, name, created_at) VALUES (:id, :name, :createdAt)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name`,
  addSession: `
    INSERT INTO sessions (token_hash, user, kind, created_at, expires_at) VALUES (:tokenHash, :user, :kind, :createdAt, :expiresAt)`,
  endSession: 'DELETE FROM sessions WHERE token_hash = :tokenHash',
  renewSession: 'UPDATE sessions SET expires_at = :expiresAt WHERE token_hash = :tokenHash',
  endSessionsOf: 'DELETE FROM sessions WHERE user = :user RETURNING token_hash AS tokenHash',
  pruneSessions: `
    DELETE FROM sessions WHERE token_hash IN (
      SELECT token_hash FROM sessions WHERE expires_at < :now ORDER BY expires_at LIMIT :limit)`,
  roomByPublicName: `SELECT key FROM rooms WHERE name_key = :nameKey AND visibility = 'public'`,
  slugTaken: 'SELECT key FROM rooms WHERE slug = :slug',
  numberedSlugs: 'SELECT slug FROM rooms WHERE slug >= :from AND slug < :to',
  addRoom: `
    INSERT INTO rooms (id, slug, name, name_key, topic, visibility, created_by, created_at, epoch)
    VALUES (:id, :slug, :name, :nameKey, :topic, :visibility, :createdBy, :createdAt, :epoch)`,
  position: `
    SELECT room.key AS room, room.last_ordinal AS lastOrdinal, coalesce(position.ordinal, 0) AS ordinal
    FROM rooms AS room
    JOIN members AS member ON member.room = room.key AND member.user = :user
    LEFT JOIN read_positions AS position ON position.room = room.key AND position.user = :user
    WHERE room.id = :id`,
  moveForward: `
    INSERT INTO read_positions (room, user, ordinal) VALUES (:room, :user, :ordinal)
    ON CONFLICT (room, user) DO UPDATE SET ordinal = excluded.ordinal WHERE excluded.ordinal > ordinal`,
} as const;
