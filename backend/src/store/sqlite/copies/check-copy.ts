import { statSync } from 'node:fs';
import { Database } from '../database.ts';
import { isOurs, versionOf } from '../migrate.ts';
import { MIGRATIONS } from '../schema.ts';

export interface DatabaseContents {
  bytes: number;
  schema: number;
  rooms: number;
  events: number;
  messages: number;
}

export type CheckedCopy = { sound: true; contents: DatabaseContents } | { sound: false; reason: string };

/** A room with a hole in its numbers, or with others than it says. */
const ROOM_WITH_HOLES = `
  SELECT id FROM rooms
  WHERE last_seq <> (SELECT count(*) FROM events WHERE room = key)
     OR last_seq <> (SELECT coalesce(max(seq), 0) FROM events WHERE room = key)
     OR last_ordinal <> (SELECT count(*) FROM messages WHERE room = key)
     OR last_ordinal <> (SELECT coalesce(max(ordinal), 0) FROM messages WHERE room = key)
  LIMIT 1`;
const COUNTS = 'SELECT count(*) AS rooms, coalesce(sum(last_seq), 0) AS events, coalesce(sum(last_ordinal), 0) AS messages FROM rooms';

/** Reads the whole file and changes nothing: is it ours, is it whole, and does every room have all its numbers? */
export function checkCopy(path: string): CheckedCopy {
  try {
    const database = new Database({ path, readOnly: true });
    try {
      const reason = faultOf(database);
      return reason === null ? { sound: true, contents: contentsOf(database) } : { sound: false, reason };
    } finally {
      database.close();
    }
  } catch (error) {
    return { sound: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

function faultOf(database: Database): string | null {
  const version = versionOf(database);
  if (!isOurs(database)) return 'it is no database of Wątek';
  if (version > MIGRATIONS.length) return `it was made by a newer version: schema ${version}, this one knows ${MIGRATIONS.length}`;
  const integrity = String(database.pragma('integrity_check(1)'));
  if (integrity !== 'ok') return integrity;
  const room = database.prepare(ROOM_WITH_HOLES).get() as { id: string } | undefined;
  return room === undefined ? null : `the numbers of the room ${room.id} are not whole`;
}

function contentsOf(database: Database): DatabaseContents {
  const counts = database.prepare(COUNTS).get() as { rooms: number; events: number; messages: number };
  return { bytes: statSync(database.path).size, schema: versionOf(database), ...counts };
}
