/** Whoever holds the lease writes how far it is; what the holder was has no say any more. */
export const CONSUMERS = {
  lease: `
    UPDATE consumers SET holder = :holder, leased_until = :until
    WHERE name = :consumer AND (holder IS NULL OR holder = :holder OR leased_until <= :now)`,
  known: 'SELECT 1 FROM consumers WHERE name = :consumer',
  add: 'INSERT INTO consumers (name, holder, leased_until) VALUES (:consumer, :holder, :until)',
  release: 'UPDATE consumers SET holder = NULL, leased_until = 0 WHERE name = :consumer AND holder = :holder',
  move: `
    INSERT INTO consumer_positions (consumer, room, seq)
    SELECT lease.name, room.key, :seq FROM consumers AS lease CROSS JOIN rooms AS room
    WHERE lease.name = :consumer AND lease.holder = :holder AND room.id = :roomId
    ON CONFLICT (consumer, room) DO UPDATE SET seq = max(seq, excluded.seq)`,
} as const;

/** Once in the life of a consumer. */
export const BEGIN_AT_THE_ENDS = 'INSERT INTO consumer_positions (consumer, room, seq) SELECT :consumer, key, last_seq FROM rooms';
