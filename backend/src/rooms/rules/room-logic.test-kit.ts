import type { Author, RoomChanges } from '../../contract/room-events.ts';
import { DEFAULT_POLICY } from '../../contract/room.ts';
import type { Decision, MemberChange, RoomCommand } from '../../room-threads/room-rules.ts';
import type { MessageFacts, ReactedMessage } from '../../store/messages.ts';
import type { RoomSnapshot } from '../../store/store.ts';
import { RoomLogic } from './room-logic.ts';

export const ANN: Author = { id: 'ann', name: 'Ann' };
export const BOB: Author = { id: 'bob', name: 'Bob' };
export const CID: Author = { id: 'cid', name: 'Cid' };

export const emptyRoom = (changes: Partial<RoomSnapshot> = {}): RoomSnapshot => ({
  roomId: 'r',
  kind: 'room',
  epoch: 'e',
  head: 0,
  lastOrdinal: 0,
  lastAt: 0,
  name: 'Room',
  topic: '',
  visibility: 'public',
  policy: DEFAULT_POLICY,
  archived: false,
  members: [],
  roles: {},
  sanctions: [],
  pins: [],
  recent: [],
  ...changes,
});
/** Ann owns it, Bob moderates, Cid is a member. */
export const livelyRoom = (changes: Partial<RoomSnapshot> = {}) => new RoomLogic(emptyRoom({ members: ['ann', 'bob', 'cid'], roles: { ann: 'owner', bob: 'moderator' }, ...changes }));

let commands = 0;
export const nextId = () => `command-${++commands}`;
export const send = (actor: Author, clientId: string, body = `body ${clientId}`): RoomCommand => ({ kind: 'send', actor, clientId, body });
export const join = (actor: Author, clientId = nextId()): RoomCommand => ({ kind: 'join', actor, clientId, roles: ['guest'] });
export const leave = (actor: Author, clientId = nextId()): RoomCommand => ({ kind: 'leave', actor, clientId });
export const factsOf = (author: Author, seq: number, asOf = seq): MessageFacts => ({ id: `r-${seq}`, seq, ordinal: 1, authorId: author.id, deleted: false, thread: null, asOf });
export const edit = (actor: Author, target: MessageFacts, body = 'better'): RoomCommand => ({ kind: 'edit', actor, clientId: nextId(), target, body });
export const reactedOf = (author: Author, seq: number): ReactedMessage => ({ ...factsOf(author, seq), reactions: [], own: [] });
export const react = (actor: Author, target: ReactedMessage, emoji: string): RoomCommand => ({ kind: 'react', actor, clientId: nextId(), target, emoji, on: true });
export const takeBack = (actor: Author, target: ReactedMessage, emoji: string): RoomCommand => ({ kind: 'react', actor, clientId: nextId(), target, emoji, on: false });
export const pin = (actor: Author, target: MessageFacts, on = true): RoomCommand => ({ kind: 'pin', actor, clientId: nextId(), target, on });
export const remove = (actor: Author, target: MessageFacts): RoomCommand => ({ kind: 'delete', actor, clientId: nextId(), target });
export const update = (actor: Author, changes: RoomChanges): RoomCommand => ({ kind: 'update', actor, clientId: nextId(), changes });
export const setMember = (actor: Author, target: Author, change: MemberChange): RoomCommand => ({ kind: 'set-member', actor, clientId: nextId(), target, change });

export function take(logic: RoomLogic, command: RoomCommand, now = 1_000): Decision {
  const decision = logic.decide(command, now);
  if (decision.ok) decision.events.forEach((event) => logic.apply(event));
  return decision;
}
