/** What the projections write, one table each. */
export const PROJECTIONS = {
  renameRoom: 'UPDATE rooms SET name = :name, name_key = :nameKey, search_key = :searchKey WHERE key = :room',
  setTopic: 'UPDATE rooms SET topic = :topic WHERE key = :room',
  setVisibility: 'UPDATE rooms SET visibility = :visibility WHERE key = :room',
  setPolicy: 'UPDATE rooms SET policy = :policy WHERE key = :room',
  setArchived: 'UPDATE rooms SET archived_at = :at WHERE key = :room',
  membersChanged: 'UPDATE rooms SET members_seq = :seq WHERE key = :room',
  addMember: `
    INSERT INTO members (room, user, name, joined) VALUES (:room, :user, :name, :joined)
    ON CONFLICT (room, user) DO UPDATE SET name = excluded.name`,
  useInvite: 'INSERT OR IGNORE INTO invite_uses (invite, room, seq) VALUES (:invite, :room, :seq)',
  removeMember: 'DELETE FROM members WHERE room = :room AND user = :user',
  removeDraft: 'DELETE FROM drafts WHERE user = :user AND room = :room',
  setRole: 'UPDATE members SET role = :role WHERE room = :room AND user = :user',
  ban: 'INSERT INTO sanctions (room, user, banned) VALUES (:room, :user, :banned) ON CONFLICT (room, user) DO UPDATE SET banned = excluded.banned',
  mute: 'INSERT INTO sanctions (room, user, muted_until) VALUES (:room, :user, :until) ON CONFLICT (room, user) DO UPDATE SET muted_until = excluded.muted_until',
  addMessage: 'INSERT INTO messages (room, ordinal, seq, author, thread) VALUES (?, ?, ?, ?, ?)',
  threadOf: `
    SELECT coalesce(message.thread, message.seq) AS thread
    FROM events AS event CROSS JOIN messages AS message ON message.room = event.room AND message.ordinal = json_extract(event.payload, '$.ordinal')
    WHERE event.room = :room AND event.seq = :seq AND event.type = 'message.posted'`,
  addReaction: 'INSERT OR IGNORE INTO reactions (room, ordinal, emoji, user, seq) VALUES (:room, :ordinal, :emoji, :user, :seq)',
  removeReaction: 'DELETE FROM reactions WHERE room = :room AND ordinal = :ordinal AND emoji = :emoji AND user = :user',
  removeReactions: 'DELETE FROM reactions WHERE room = :room AND ordinal = :ordinal',
  pin: 'INSERT OR IGNORE INTO pins (room, ordinal, message, seq) VALUES (:room, :ordinal, :message, :seq)',
  unpin: 'DELETE FROM pins WHERE room = :room AND ordinal = :ordinal',
  messageOf: `
    SELECT json_extract(payload, '$.ordinal') AS ordinal FROM events WHERE room = :room AND seq = :seq AND type = 'message.posted'`,
  markEdited: 'UPDATE messages SET edited = :edit WHERE room = :room AND ordinal = :ordinal',
  addEdit: 'INSERT INTO edits (room, message, seq) VALUES (:room, :message, :seq)',
  markDeleted: 'UPDATE messages SET deleted = 1 WHERE room = :room AND ordinal = :ordinal',
  blankEvents: `
    UPDATE events SET payload = json_remove(json_set(payload, '$.body', ''), '$.mentions')
    WHERE room = :room AND seq IN (SELECT :message UNION ALL SELECT seq FROM edits WHERE room = :room AND message = :message)`,
  addMention: 'INSERT OR IGNORE INTO mentions (room, user, ordinal) VALUES (?, ?, ?)',
  removeMentions: 'DELETE FROM mentions WHERE room = :room AND ordinal = :ordinal',
  startReading: `
    INSERT INTO read_positions (room, user, ordinal) VALUES (:room, :user, :ordinal)
    ON CONFLICT (room, user) DO UPDATE SET ordinal = max(ordinal, excluded.ordinal)`,
  readOwn: 'UPDATE read_positions SET own = ?1, ordinal = max(ordinal, ?1) WHERE room = ?2 AND user = ?3',
} as const;
