/** What the reader `:user` is to the room. */
export const STANDING = `coalesce(
  (SELECT 'banned' FROM sanctions AS sanction WHERE sanction.room = room.key AND sanction.user = :user AND sanction.banned = 1),
  (SELECT member.role FROM members AS member WHERE member.room = room.key AND member.user = :user),
  'visitor')`;

const READ_ORDINAL = `(
  SELECT coalesce(position.ordinal, 0)
  FROM members AS member
  LEFT JOIN read_positions AS position ON position.room = member.room AND position.user = member.user
  WHERE member.room = room.key AND member.user = :user
)`;

const ROOM = `
  room.id AS id, room.slug AS slug, room.kind AS kind, room.name AS name, room.topic AS topic, room.visibility AS visibility,
  room.policy AS policy, room.created_at AS createdAt, room.archived_at AS archivedAt, room.epoch AS epoch,
  room.last_seq AS head, room.last_ordinal AS lastOrdinal, room.members_seq AS membersSeq,
  CASE room.kind WHEN 'direct' THEN (
    SELECT json_group_array(json_object('id', inside.user, 'name', coalesce(person.name, inside.name)))
    FROM members AS inside LEFT JOIN users AS person ON person.id = inside.user WHERE inside.room = room.key
  ) END AS people`;

const ROOM_AS_SEEN = `${ROOM}, ${STANDING} AS standing, ${READ_ORDINAL} AS readOrdinal`;

/**
 * By subtraction, so that it costs the same for a thousand unread ones as for none: what came after the position, without
 * the deleted ones (few, by their own index) and without one's own, which are there only where one has moved back.
 */
const UNREAD = `
  room.last_ordinal - position.ordinal
  - (SELECT count(*) FROM messages AS gone WHERE gone.room = room.key AND gone.deleted = 1 AND gone.ordinal > position.ordinal)
  - CASE WHEN position.own <= position.ordinal THEN 0 ELSE (
      SELECT count(*) FROM messages AS mine
      WHERE mine.room = room.key AND mine.ordinal > position.ordinal AND mine.ordinal <= position.own AND mine.deleted = 0 AND mine.author = position.user
    ) END`;

const MENTIONED = `
  (SELECT count(*) FROM (
    SELECT ordinal FROM mentions WHERE room = room.key AND user = position.user AND ordinal > position.ordinal
    UNION SELECT mention.ordinal FROM mentions AS mention
      CROSS JOIN messages AS message ON message.room = mention.room AND message.ordinal = mention.ordinal
      WHERE mention.room = room.key AND mention.user = '@room' AND mention.ordinal > position.ordinal AND message.author <> position.user))`;

const MEMBERSHIP = `
  ${ROOM}, member.user AS userId, member.role AS standing, member.role AS role, position.ordinal AS readOrdinal,
  position.level AS level, position.muted_until AS mutedUntil, position.favourite AS favourite,
  draft.body AS draftBody, draft.reply_to AS draftReplyTo, draft.at AS draftAt, ${UNREAD} AS unread, ${MENTIONED} AS mentions`;

/** The position is made when somebody joins, so it is there for every member. */
const POSITION = `
  CROSS JOIN read_positions AS position ON position.room = member.room AND position.user = member.user
  LEFT JOIN drafts AS draft ON draft.user = member.user AND draft.room = member.room`;

const MESSAGE = `
  SELECT posted.payload AS payload, edit.payload AS edit, message.deleted AS deleted,
    (SELECT last_seq FROM rooms WHERE key = message.room) AS asOf,
    EXISTS (SELECT 1 FROM pins AS pin WHERE pin.room = message.room AND pin.ordinal = message.ordinal) AS pinned,
    (SELECT count(*) FROM messages AS answer WHERE answer.room = message.room AND answer.thread = message.seq AND answer.deleted = 0) AS replies`;

const TEXTS = `
  CROSS JOIN events AS posted ON posted.room = message.room AND posted.seq = message.seq
  LEFT JOIN events AS edit ON edit.room = message.room AND edit.seq = message.edited`;

const MESSAGES = `
  ${MESSAGE} FROM messages AS message ${TEXTS}
  WHERE message.room = :room AND message.ordinal > :after AND message.ordinal < :before
  ORDER BY message.ordinal`;

/** Its number and ordinal stand in the event that posted it. */
const MESSAGE_FACTS = `
  SELECT message.ordinal AS ordinal, message.author AS authorId, message.deleted AS deleted, message.thread AS thread, room.last_seq AS asOf, room.key AS room
  FROM rooms AS room
  CROSS JOIN events AS event ON event.room = room.key AND event.seq = :seq
  CROSS JOIN messages AS message ON message.room = room.key AND message.ordinal = json_extract(event.payload, '$.ordinal')
  WHERE room.id = :id AND event.type = 'message.posted'`;

/** Whether the reader `:user` shares a room with the person, or could come into one of theirs. */
const IS_FINDABLE = `EXISTS (
  SELECT 1 FROM members AS member CROSS JOIN rooms AS room ON room.key = member.room
  WHERE member.user = person.id
    AND (room.visibility = 'public' OR EXISTS (SELECT 1 FROM members AS mine WHERE mine.room = member.room AND mine.user = :user)))`;

/** With how often it was used, which the log says. */
/** Who came into the server by it, and who came into its room by it otherwise. */
export const INVITE_USES = `(
  (SELECT count(*) FROM invite_entries AS entered WHERE entered.invite = invite.id) +
  (SELECT count(*) FROM invite_uses AS used CROSS JOIN events AS came ON came.room = used.room AND came.seq = used.seq WHERE used.invite = invite.id
    AND NOT EXISTS (SELECT 1 FROM invite_entries AS entered WHERE entered.invite = used.invite AND entered.user = came.author)))`;
const INVITE = `
  SELECT invite.id AS id, invite.code AS code, (SELECT id FROM rooms WHERE key = invite.room) AS roomId, invite.created_by AS by,
    (SELECT name FROM users WHERE id = invite.created_by) AS byName, invite.created_at AS createdAt, invite.expires_at AS expiresAt, invite.max_uses AS maxUses,
    ${INVITE_USES} AS uses
  FROM invites AS invite CROSS JOIN users AS inviter ON inviter.id = invite.created_by AND inviter.deactivated_at IS NULL`;

/** All that is asked of the store; a test looks at the plan of each. */
export const READS = {
  user: 'SELECT id, name FROM users WHERE id = :id',
  roomById: `SELECT ${ROOM_AS_SEEN} FROM rooms AS room WHERE room.id = :id`,
  roomBySlug: `SELECT ${ROOM_AS_SEEN} FROM rooms AS room WHERE room.slug = :id`,
  roomKey: 'SELECT key FROM rooms WHERE id = :id',
  roomPlace: 'SELECT key, EXISTS (SELECT 1 FROM members WHERE room = key AND user = :user) AS own FROM rooms WHERE id = :id',
  ownRooms: `
    SELECT ${ROOM_AS_SEEN} FROM members AS mine CROSS JOIN rooms AS room ON room.key = mine.room
    WHERE mine.user = :user AND mine.room > :after AND instr(room.search_key, :search) > 0
    ORDER BY mine.room LIMIT :limit`,
  otherRooms: `
    SELECT ${ROOM_AS_SEEN} FROM rooms AS room
    WHERE room.visibility = 'public' AND room.key > :after AND instr(room.search_key, :search) > 0
      AND NOT EXISTS (SELECT 1 FROM members AS mine WHERE mine.room = room.key AND mine.user = :user)
    ORDER BY room.key LIMIT :limit`,
  memberships: `
    SELECT ${MEMBERSHIP} FROM members AS member CROSS JOIN rooms AS room ON room.key = member.room ${POSITION}
    WHERE member.user = :user`,
  membershipsIn: `
    SELECT ${MEMBERSHIP}
    FROM json_each(:users) AS wanted
    CROSS JOIN members AS member ON member.room = :room AND member.user = wanted.value
    CROSS JOIN rooms AS room ON room.key = member.room ${POSITION}`,
  membershipCount: 'SELECT count(*) AS count FROM members WHERE user = :user',
  roomState: `
    SELECT key, id AS roomId, kind, epoch, last_seq AS head, last_ordinal AS lastOrdinal, last_at AS lastAt, name, topic, visibility, policy, archived_at AS archivedAt
    FROM rooms WHERE id = :id`,
  memberIds: 'SELECT user AS id, role FROM members WHERE room = :room',
  sanctions: 'SELECT user AS userId, banned, muted_until AS mutedUntil FROM sanctions WHERE room = :room',
  // The log keeps the name under which somebody came; a list says what they are called now.
  members: `
    SELECT member.user AS id, coalesce(person.name, member.name) AS name, member.role AS role
    FROM members AS member LEFT JOIN users AS person ON person.id = member.user
    WHERE member.room = :room ORDER BY member.joined LIMIT :limit`,
  memberCount: 'SELECT count(*) AS count FROM members WHERE room = :room',
  eventsAfter: 'SELECT payload FROM events WHERE room = :room AND seq > :after ORDER BY seq LIMIT :limit',
  newestEvents: 'SELECT payload FROM events WHERE room = :room ORDER BY seq DESC LIMIT :limit',
  messagesForward: `${MESSAGES} LIMIT :limit`,
  messagesBackward: `${MESSAGES} DESC LIMIT :limit`,
  roomsInOrder: `
    SELECT room.id AS id, room.last_seq > coalesce(position.seq, 0) AS isBehind
    FROM rooms AS room LEFT JOIN consumer_positions AS position ON position.consumer = :consumer AND position.room = room.key
    WHERE room.key > :after ORDER BY room.key LIMIT :limit`,
  eventsFor: `
    SELECT payload FROM events
    WHERE room = :room AND seq > coalesce((SELECT seq FROM consumer_positions WHERE consumer = :consumer AND room = :room), 0)
    ORDER BY seq LIMIT :limit`,
  firstEvent: `
    SELECT event.payload AS payload FROM rooms AS room CROSS JOIN events AS event ON event.room = room.key
    WHERE room.id = :id AND event.author = :author AND event.client_id = :clientId`,
  message: MESSAGE_FACTS,
  lastOrdinal: 'SELECT key AS room, last_ordinal AS last FROM rooms WHERE id = :id',
  timeOfMessage: `
    SELECT posted.at AS at FROM messages AS message CROSS JOIN events AS posted ON posted.room = message.room AND posted.seq = message.seq
    WHERE message.room = :room AND message.ordinal = :ordinal`,
  reactionCounts: 'SELECT emoji, count(*) AS count FROM reactions WHERE room = :room AND ordinal = :ordinal GROUP BY emoji',
  ownReactions: `
    SELECT own.emoji AS emoji FROM json_each(:kinds) AS kind
    CROSS JOIN reactions AS own ON own.room = :room AND own.ordinal = :ordinal AND own.emoji = kind.value AND own.user = :user`,
  reactions: 'SELECT ordinal, emoji, user, seq FROM reactions WHERE room = :room AND ordinal >= :first AND ordinal <= :last ORDER BY ordinal, emoji',
  answers: `
    ${MESSAGE} FROM messages AS message ${TEXTS}
    WHERE message.room = :room AND message.thread = :thread AND message.ordinal > :after
    ORDER BY message.ordinal LIMIT :limit`,
  // One after the other: the text that was posted, then the edits in their order.
  versions: `
    SELECT seq, at, payload FROM events WHERE room = :room AND seq = :seq AND seq > :after
    UNION ALL
    SELECT event.seq, event.at, event.payload FROM edits AS edit CROSS JOIN events AS event ON event.room = edit.room AND event.seq = edit.seq
    WHERE edit.room = :room AND edit.message = :seq AND edit.seq > :after LIMIT :limit`,
  pinnedMessages: `
    ${MESSAGE}, mark.seq AS pinnedAt FROM pins AS mark CROSS JOIN messages AS message ON message.room = mark.room AND message.ordinal = mark.ordinal ${TEXTS}
    WHERE mark.room = :room`,
  pinNumbers: 'SELECT message, seq FROM pins WHERE room = :room',
  findable: `
    SELECT person.id AS id, person.name AS name FROM json_each(:users) AS wanted CROSS JOIN users AS person ON person.id = wanted.value
    WHERE ${IS_FINDABLE}`,
  peopleInside: `
    SELECT person.id AS id, person.name AS name, 1 AS member
    FROM members AS inside CROSS JOIN users AS person ON person.id = inside.user
    WHERE inside.room = :room AND inside.user <> :user AND instr(' ' || person.search_key, ' ' || :search) > 0
    LIMIT :limit`,
  peopleOutside: `
    SELECT person.id AS id, person.name AS name, 0 AS member
    FROM name_words AS named CROSS JOIN users AS person ON person.id = named.user
    WHERE named.word >= :word AND named.word < :beyond AND named.user <> :user AND instr(' ' || person.search_key, ' ' || :search) > 0
      AND NOT EXISTS (SELECT 1 FROM members AS inside WHERE inside.room = :room AND inside.user = named.user) AND ${IS_FINDABLE}
    LIMIT :limit`,
  invite: `${INVITE} WHERE invite.code = :code`,
  invites: `${INVITE} WHERE invite.room = (SELECT key FROM rooms WHERE id = :room) ORDER BY invite.created_at`,
  blocks: `
    SELECT person.id AS id, person.name AS name FROM blocks AS block CROSS JOIN users AS person ON person.id = block.blocked
    WHERE block.user = :user`,
  blocking: 'SELECT block.user AS id FROM json_each(:users) AS wanted CROSS JOIN blocks AS block ON block.user = wanted.value AND block.blocked = :user',
} as const;

export const WRITES = {
  probe: 'INSERT INTO probe (id, at) VALUES (1, :now) ON CONFLICT (id) DO UPDATE SET at = excluded.at',
  moveRoom: `
    UPDATE rooms SET last_seq = :lastSeq, last_ordinal = last_ordinal + :messages, last_at = :lastAt
    WHERE id = :id AND last_seq = :expectedSeq RETURNING key, last_ordinal AS lastOrdinal`,
  addEvent: 'INSERT INTO events (room, seq, type, author, client_id, at, payload) VALUES (?, ?, ?, ?, ?, ?, ?)',
  forgetWords: 'DELETE FROM name_words WHERE user = :user AND word IN (SELECT value FROM json_each(:words))',
  addWord: 'INSERT OR IGNORE INTO name_words (word, user) VALUES (:word, :user)',
  nameKey: 'SELECT search_key AS searchKey FROM users WHERE id = :id',
  saveUser: `
    INSERT INTO users (id, name, search_key, created_at) VALUES (:id, :name, :searchKey, :createdAt)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, search_key = excluded.search_key`,
  renameUser: 'UPDATE users SET name = :name, search_key = :searchKey WHERE id = :id',
  roomByCreation: `
    SELECT room.id AS id, event.payload AS payload FROM rooms AS room CROSS JOIN events AS event ON event.room = room.key AND event.seq = 1
    WHERE room.created_by = :author AND room.client_id = :clientId`,
  roomByPublicName: `SELECT key FROM rooms WHERE name_key = :nameKey AND visibility = 'public'`,
  roomByPeople: 'SELECT id FROM rooms WHERE people_key = :peopleKey',
  slugTaken: 'SELECT key FROM rooms WHERE slug = :slug',
  addRoom: `
    INSERT INTO rooms (id, slug, kind, name, name_key, search_key, topic, visibility, policy, created_by, created_at, epoch, client_id, people_key)
    VALUES (:id, :slug, :kind, :name, :nameKey, :searchKey, :topic, :visibility, :policy, :createdBy, :createdAt, :epoch, :clientId, :peopleKey)`,
  markRead: `
    UPDATE read_positions SET ordinal = CASE WHEN :back THEN min(:ordinal, ordinal) ELSE max(ordinal, min(:ordinal, (SELECT last_ordinal FROM rooms WHERE key = room))) END
    WHERE user = :user AND room = (SELECT key FROM rooms WHERE id = :id) AND EXISTS (SELECT 1 FROM members AS member WHERE member.room = read_positions.room AND member.user = :user)`,
  unread: `
    SELECT ${UNREAD} AS unread, ${MENTIONED} AS mentions FROM rooms AS room CROSS JOIN read_positions AS position ON position.room = room.key AND position.user = :user
    WHERE room.id = :id`,
  setNotify: `
    UPDATE read_positions SET level = :level, muted_until = :mutedUntil
    WHERE user = :user AND room = (SELECT key FROM rooms WHERE id = :id) AND EXISTS (SELECT 1 FROM members AS member WHERE member.room = read_positions.room AND member.user = :user)`,
  setFavourite: `
    UPDATE read_positions SET favourite = :favourite
    WHERE user = :user AND room = (SELECT key FROM rooms WHERE id = :id) AND EXISTS (SELECT 1 FROM members AS member WHERE member.room = read_positions.room AND member.user = :user)`,
} as const;

/** At starts and ends; all rooms at once where the database was restored. */
export const LINEAGE = {
  mark: 'SELECT mark FROM lineage WHERE id = 1',
  setMark: 'INSERT INTO lineage (id, mark) VALUES (1, :mark) ON CONFLICT (id) DO UPDATE SET mark = excluded.mark',
  pageOfMark: `SELECT rootpage AS page FROM sqlite_schema WHERE type = 'table' AND name = 'lineage'`,
  beginNewEpochs: `
    UPDATE rooms SET epoch = lower(hex(randomblob(9)));
    UPDATE read_positions SET ordinal = last FROM (SELECT key, last_ordinal AS last FROM rooms) WHERE key = room AND ordinal > last`,
} as const;
