import type { RoomKind, RoomPolicy, RoomRole, Visibility } from './room.ts';

/** A person as seen by others. `name` is the name at the time of the event. */
export interface Author {
  id: string;
  name: string;
}

/**
 * `seq` counts 1, 2, 3 ... in its room, with no hole and no reuse within one epoch; order comes from it alone. `at` is in
 * milliseconds since 1970 and never before the previous event's, unless that one was dated by a clock far ahead.
 * `clientId` is the author's, unique per author in the room for ever.
 */
interface EventBase {
  seq: number;
  at: number;
  author: Author;
  clientId?: string;
}

export interface RoomCreated extends EventBase {
  type: 'room.created';
  name: string;
  topic: string;
  visibility: Visibility;
  kind: RoomKind;
}

export interface RoomChanges {
  name?: string;
  topic?: string;
  visibility?: Visibility;
  policy?: RoomPolicy;
  archived?: boolean;
}

export interface RoomUpdated extends EventBase {
  type: 'room.updated';
  /** Only what is another than before. */
  changes: RoomChanges;
}

/** Where `invite` is given, by that invitation, which `invitedBy` made. */
export interface MemberJoined extends EventBase {
  type: 'member.joined';
  invite?: string;
  invitedBy?: Author;
}

/** The author made `target` a member. */
export interface MemberAdded extends EventBase {
  type: 'member.added';
  target: Author;
}

export interface MemberLeft extends EventBase {
  type: 'member.left';
}

/** The author acted on `target`. Whoever is removed may come back where the room is open, whoever is banned may not. */
export interface MemberRemoved extends EventBase {
  type: 'member.removed';
  target: Author;
}

export interface MemberBanned extends EventBase {
  type: 'member.banned';
  target: Author;
}

export interface MemberUnbanned extends EventBase {
  type: 'member.unbanned';
  target: Author;
}

export interface MemberMuted extends EventBase {
  type: 'member.muted';
  target: Author;
  /** Milliseconds since 1970; 0 ends it. */
  until: number;
}

export interface MemberRole extends EventBase {
  type: 'member.role';
  target: Author;
  role: RoomRole;
}

/** `ordinal` counts the room's messages 1, 2, 3 ... */
export interface MessagePosted extends EventBase {
  type: 'message.posted';
  id: string;
  ordinal: number;
  clientId: string;
  /** Empty once the message has been deleted. */
  body: string;
  /** User ids, `@here` and `@room`, as the text mentions them. */
  mentions?: string[];
  /** The id of the message this one answers. */
  replyTo?: string;
  /** The id of the message that the chain of answers began with. */
  thread?: string;
}

export interface MessageEdited extends EventBase {
  type: 'message.edited';
  id: string;
  /** Empty once the message has been deleted. */
  body: string;
  mentions?: string[];
}

export interface MessageDeleted extends EventBase {
  type: 'message.deleted';
  id: string;
  /** Of the deleted message, where it was an answer. */
  thread?: string;
}

export interface MessagePinned extends EventBase {
  type: 'message.pinned';
  id: string;
}

export interface MessageUnpinned extends EventBase {
  type: 'message.unpinned';
  id: string;
}

/** The author, once for each emoji. */
export interface ReactionAdded extends EventBase {
  type: 'reaction.added';
  id: string;
  emoji: string;
}

export interface ReactionRemoved extends EventBase {
  type: 'reaction.removed';
  id: string;
  emoji: string;
}

/** Everything that changes a room is one of these, in the room's one log. Skip what you do not know, but count its number. */
export type RoomEvent =
  | RoomCreated
  | RoomUpdated
  | MemberJoined
  | MemberAdded
  | MemberLeft
  | MemberRemoved
  | MemberBanned
  | MemberUnbanned
  | MemberMuted
  | MemberRole
  | MessagePosted
  | MessageEdited
  | MessageDeleted
  | MessagePinned
  | MessageUnpinned
  | ReactionAdded
  | ReactionRemoved;

export type RoomEventOf<Type extends RoomEvent['type']> = Extract<RoomEvent, { type: Type }>;

/** How many have reacted with this emoji, and the first `LIMITS.reactionPeople` of them. */
export interface Reaction {
  emoji: string;
  count: number;
  userIds: string[];
}

/** A message as it is now: the fold of the events about it. */
export interface Message {
  id: string;
  /** Of the event that posted it. */
  seq: number;
  ordinal: number;
  at: number;
  author: Author;
  clientId: string;
  body: string;
  mentions?: string[];
  replyTo?: string;
  thread?: string;
  editedAt?: number;
  deleted?: true;
  pinned?: true;
  /** How many messages that were not deleted the chain of answers has that began with this one. */
  replies?: number;
  /** In the order in which the emoji were first used. */
  reactions?: Reaction[];
  /** The number of the last event that is counted in: one about this message with a smaller number tells nothing new. */
  asOf?: number;
}
