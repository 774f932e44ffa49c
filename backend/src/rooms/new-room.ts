import { randomBytes } from 'node:crypto';
import type { CreateRoom } from '../contract/commands.ts';
import type { Principal } from '../contract/principal.ts';
import type { RoomEvent } from '../contract/room-events.ts';
import { DEFAULT_POLICY } from '../contract/room.ts';
import type { NewRoom } from '../store/store.ts';
import { nameKeyOf, searchKeyOf, slugOf } from '../wire/names.ts';

const ID_BYTES = 9;

/** A room as its creator wants it, with the first events of its log: it is there, and its creator is in it and owns it. */
export function newRoom({ userId, name: userName }: Principal, { name, topic = '', visibility, clientId }: CreateRoom): NewRoom {
  const at = Date.now();
  const author = { id: userId, name: userName };
  const events: RoomEvent[] = [
    { seq: 1, at, type: 'room.created', author, clientId, name, topic, visibility, kind: 'room' },
    { seq: 2, at, type: 'member.joined', author },
    { seq: 3, at, type: 'member.role', author, target: author, role: 'owner' },
  ];
  const keys = { slug: slugOf(name), nameKey: nameKeyOf(name), searchKey: searchKeyOf(name) };
  return roomOf({ ...keys, name, topic, visibility, kind: 'room', createdBy: userId, createdAt: at, clientId, events });
}

/** With ids of its own, and run as rooms are unless somebody changes it. */
export function roomOf(room: Omit<NewRoom, 'id' | 'epoch' | 'policy'>): NewRoom {
  return { ...room, id: randomBytes(ID_BYTES).toString('base64url'), epoch: randomBytes(ID_BYTES).toString('base64url'), policy: DEFAULT_POLICY };
}
