import { DatabaseSync } from 'node:sqlite';
import type { RoomEvent } from '../../../src/contract/room-events.ts';
import { labelOf, type StoredEvent } from './history.ts';

interface Row {
  roomId: string;
  seq: number;
  clientId: string | null;
  payload: string;
}

const ALL_EVENTS = `
  SELECT rooms.id AS roomId, events.seq AS seq, events.client_id AS clientId, events.payload AS payload
  FROM events JOIN rooms ON rooms.key = events.room ORDER BY events.room, events.seq`;

/** Every room's log as the database file has it, past the server. */
export function readStore(path: string): Map<string, StoredEvent[]> {
  const database = new DatabaseSync(path, { readOnly: true });
  const rooms = new Map<string, StoredEvent[]>();
  for (const row of database.prepare(ALL_EVENTS).iterate() as Iterable<unknown>) {
    const { roomId, ...rest } = row as Row;
    const log = rooms.get(roomId);
    if (log === undefined) rooms.set(roomId, [asStored(rest)]);
    else log.push(asStored(rest));
  }
  database.close();
  return rooms;
}

/** The row's own columns decide on number and clientId; where the stored JSON says otherwise, the label shows it. */
function asStored({ seq, clientId, payload }: Omit<Row, 'roomId'>): StoredEvent {
  const event = JSON.parse(payload) as RoomEvent;
  const isMessage = event.type === 'message.posted';
  const agrees = event.seq === seq && (!isMessage || event.clientId === clientId);
  return {
    seq,
    clientId,
    label: agrees ? labelOf(event) : `row ${seq} holds ${event.seq} ${labelOf(event)}`,
    id: isMessage ? event.id : null,
    ordinal: isMessage ? event.ordinal : null,
  };
}
