import { createHash } from 'node:crypto';
import type { Principal } from '../contract/principal.ts';
import type { Author, RoomEvent } from '../contract/room-events.ts';
import type { NewRoom } from '../store/store.ts';
import { searchKeyOf } from '../wire/names.ts';
import { roomOf } from './new-room.ts';

/** The conversation of `principal` and the others: they are in it from the beginning, and nobody owns it. */
export function newDirect({ userId, name }: Principal, others: Author[]): NewRoom {
  const at = Date.now();
  const author = { id: userId, name };
  const people = [author, ...others];
  const peopleKey = people.map(({ id }) => id).sort().join(' ');
  const clientId = `direct:${createHash('sha256').update(peopleKey).digest('base64url')}`;
  const created: RoomEvent[] = [
    { seq: 1, at, type: 'room.created', author, clientId, name: '', topic: '', visibility: 'private', kind: 'direct' },
    { seq: 2, at, type: 'member.joined', author },
  ];
  const added = others.map((target, index): RoomEvent => ({ seq: index + 3, at, type: 'member.added', author, target }));
  // Found by the names of its people, for it has none.
  const keys = { slug: 'direct', nameKey: '', searchKey: searchKeyOf(people.map((person) => person.name).join(' ')) };
  const facts = { name: '', topic: '', visibility: 'private', kind: 'direct' } as const;
  return roomOf({ ...keys, ...facts, createdBy: userId, createdAt: at, clientId, peopleKey, events: [...created, ...added] });
}
