import { STANDING } from '../queries.ts';

/** The writer's. A plan test looks at each. */
export const TEXT_INDEX = {
  folding: 'SELECT folding FROM search_state WHERE id = 1',
  setFolding: 'INSERT INTO search_state (id, folding) VALUES (1, :folding) ON CONFLICT (id) DO UPDATE SET folding = excluded.folding',
  place: `
    SELECT room.key AS room, coalesce((SELECT ordinal FROM search_positions WHERE room = room.key), 0) AS done
    FROM rooms AS room WHERE room.id = :roomId`,
  move: 'INSERT INTO search_positions (room, ordinal) VALUES (:room, :ordinal) ON CONFLICT (room) DO UPDATE SET ordinal = excluded.ordinal',
  edited: 'SELECT ordinal FROM search_edits WHERE room = :room ORDER BY ordinal LIMIT :limit',
  addEdited: 'INSERT OR IGNORE INTO search_edits (room, ordinal) VALUES (:room, :ordinal)',
  removeEdited: 'DELETE FROM search_edits WHERE room = :room AND ordinal = :ordinal',
  texts: `
    SELECT message.ordinal AS ordinal, message.deleted AS deleted, posted.payload AS payload, edit.payload AS edit
    FROM messages AS message
    CROSS JOIN events AS posted ON posted.room = message.room AND posted.seq = message.seq
    LEFT JOIN events AS edit ON edit.room = message.room AND edit.seq = message.edited
    WHERE message.room = :room AND message.ordinal > :after AND message.ordinal <= :last
    ORDER BY message.ordinal LIMIT :limit`,
  numberOf: 'SELECT id FROM search_texts WHERE room = :room AND ordinal = :ordinal',
  isTaken: 'SELECT 1 FROM search_texts WHERE id = :id',
  add: 'INSERT INTO search_texts (id, room, ordinal) VALUES (:id, :room, :ordinal)',
  remove: 'DELETE FROM search_texts WHERE id = :id',
  addTokens: 'INSERT INTO search_tokens (rowid, tokens) VALUES (:id, :tokens)',
  merge: `INSERT INTO search_tokens (search_tokens, rank) VALUES ('merge', :pages)`,
  removeTokens: `INSERT INTO search_tokens (search_tokens, rowid, tokens) VALUES ('delete', :id, :tokens)`,
} as const;

/** After a change of the rules of folding, and where the log is read anew. */
export const EMPTY_TEXT_INDEX = `
  DELETE FROM search_texts; DELETE FROM search_positions; DELETE FROM search_edits;
  INSERT INTO search_tokens (search_tokens) VALUES ('delete-all')`;

const TEXT = `
  message.room AS room, message.ordinal AS ordinal, message.deleted AS deleted, message.seq AS seq, message.thread AS thread,
  posted.payload AS payload, edit.payload AS edit,
  EXISTS (SELECT 1 FROM pins WHERE pins.room = message.room AND pins.ordinal = message.ordinal) AS pinned`;

const TEXTS = `
  CROSS JOIN events AS posted ON posted.room = message.room AND posted.seq = message.seq
  LEFT JOIN events AS edit ON edit.room = message.room AND edit.seq = message.edited`;

/** `:authors` is null where all count. */
const WANTED = `
  message.deleted = 0
  AND (:authors IS NULL OR message.author IN (SELECT value FROM json_each(:authors)))
  AND (:mentioned IS NULL OR EXISTS (
    SELECT 1 FROM mentions WHERE mentions.room = message.room AND mentions.ordinal = message.ordinal
      AND (mentions.user = :mentioned OR (mentions.user = '@room' AND message.author <> :mentioned))))`;

/** The plus keeps the order of numbers: nobody goes room by room. */
const READABLE = 'IN (SELECT value FROM json_each(:rooms))';

const OF_NUMBERED = `CROSS JOIN messages AS message ON message.room = text.room AND message.ordinal = text.ordinal ${TEXTS}`;

const ROOM = `room.key AS key, room.id AS id, room.slug AS slug, room.kind AS kind, room.name AS name, room.visibility AS visibility, ${STANDING} AS standing`;

/** The reader's: newest first. */
export const SEARCHES = {
  /** Rooms that somebody may perhaps read: `may` decides. */
  ownRooms: `SELECT ${ROOM} FROM members AS own CROSS JOIN rooms AS room ON room.key = own.room WHERE own.user = :user`,
  publicRooms: `SELECT ${ROOM} FROM rooms AS room WHERE room.visibility = 'public'`,
  oneRoom: `SELECT ${ROOM} FROM rooms AS room WHERE room.id = :id`,
  peopleIn: `
    SELECT member.user AS id, coalesce(person.name, member.name) AS name
    FROM members AS member LEFT JOIN users AS person ON person.id = member.user WHERE member.room = :room`,
  personById: 'SELECT id, name FROM users WHERE id = :id',
  peopleByName: `
    SELECT person.id AS id FROM name_words AS named CROSS JOIN users AS person ON person.id = named.user
    WHERE named.word >= :word AND named.word < :beyond AND instr(' ' || person.search_key, ' ' || :search) > 0
    LIMIT :limit`,
  behind: `
    SELECT room.key AS room, coalesce(position.ordinal, 0) AS done, room.last_ordinal AS last, room.last_at AS at
    FROM json_each(:rooms) AS wanted CROSS JOIN rooms AS room ON room.key = wanted.value
    LEFT JOIN search_positions AS position ON position.room = room.key
    WHERE room.last_ordinal > coalesce(position.ordinal, 0)`,
  unindexed: `
    SELECT ${TEXT} FROM messages AS message ${TEXTS}
    WHERE message.room = :room AND message.ordinal > :done AND ${WANTED}
    ORDER BY message.ordinal DESC LIMIT :limit`,
  edited: `
    SELECT ${TEXT} FROM json_each(:rooms) AS wanted CROSS JOIN search_edits AS edited ON edited.room = wanted.value
    CROSS JOIN messages AS message ON message.room = edited.room AND message.ordinal = edited.ordinal ${TEXTS}
    WHERE ${WANTED} LIMIT :limit`,
  indexed: `
    SELECT text.id AS number, ${TEXT} FROM search_tokens AS token CROSS JOIN search_texts AS text ON text.id = token.rowid ${OF_NUMBERED}
    WHERE search_tokens MATCH :match AND token.rowid <= :newest AND token.rowid >= :oldest AND +text.room ${READABLE} AND ${WANTED}
    ORDER BY token.rowid DESC`,
  all: `
    SELECT text.id AS number, ${TEXT} FROM search_texts AS text ${OF_NUMBERED}
    WHERE text.id <= :newest AND text.id >= :oldest AND +text.room ${READABLE} AND ${WANTED}
    ORDER BY text.id DESC`,
  pinned: `
    SELECT text.id AS number, ${TEXT} FROM json_each(:rooms) AS wanted CROSS JOIN pins AS pin ON pin.room = wanted.value
    CROSS JOIN search_texts AS text ON text.room = pin.room AND text.ordinal = pin.ordinal ${OF_NUMBERED}
    WHERE text.id <= :newest AND text.id >= :oldest AND ${WANTED}`,
  roomsInOrder: `
    SELECT room.id AS id,
      room.last_ordinal > coalesce((SELECT ordinal FROM search_positions WHERE room = room.key), 0)
      OR EXISTS (SELECT 1 FROM search_edits AS edited WHERE edited.room = room.key) AS isBehind
    FROM rooms AS room WHERE room.key > coalesce((SELECT key FROM rooms WHERE id = :after), 0) ORDER BY room.key LIMIT :limit`,
} as const;
