import type { Author, Message, RoomChanges, RoomEvent } from './room-events.ts';
import type { Draft, MyRoom, NotifyLevel, Room, RoomMember, RoomRole, Visibility } from './room.ts';

/** A place in a room's log. An epoch that differs means the log is another one: load the room afresh. */
export interface LogPosition {
  epoch: string;
  seq: number;
}

/** Every command that changes a log carries it: unique per person and room for ever. A retry gets the first result; the same id with other content gets CONFLICT. */
export interface Repeatable {
  clientId: string;
}

export interface CreateRoom extends Repeatable {
  name: string;
  topic?: string;
  visibility: Visibility;
}

export interface JoinRoom extends Repeatable {
  roomId: string;
  /** The code of an invitation to this room. */
  invite?: string;
}

export interface LeaveRoom extends Repeatable {
  roomId: string;
}

/** Looks at a room: subscribes this socket to its events and writes nothing. */
export interface OpenRoom {
  roomId: string;
  /** The last event the client has; with it the answer holds what came since. */
  since?: LogPosition;
}

interface Opened {
  room: Room;
  epoch: string;
  /** The last sequence number this answer covers; what follows arrives as `room:events`. */
  head: number;
  /** At most `LIMITS.membersListed`, people online first. */
  members: RoomMember[];
  memberCount: number;
}

/** `since` was known and near enough: the events after it, without a hole. */
export interface OpenedAgain extends Opened {
  reset: false;
  events: RoomEvent[];
}

/** First visit, other epoch or too far behind: forget what was there, begin with the newest messages. */
export interface OpenedAfresh extends Opened {
  reset: true;
  messages: Message[];
}

export interface SyncRoom {
  roomId: string;
  epoch: string;
  /** The last sequence number the client has. */
  after: number;
  /** Default and most: `LIMITS.eventsPerSync`. */
  limit?: number;
}

export interface SyncedEvents {
  events: RoomEvent[];
  head: number;
  /** True where events after the last one here are waiting: ask again. */
  more: boolean;
}

export interface SyncReset {
  reset: true;
  epoch: string;
  head: number;
}

/** The room's owner changes how it is called, seen and run. */
export interface UpdateRoom extends Repeatable, RoomChanges {
  roomId: string;
}

/** One of the last six. To add is for whoever may `member.add`, the others for moderators and owners. */
export interface SetMember extends Repeatable {
  roomId: string;
  userId: string;
  role?: RoomRole;
  /** Milliseconds since 1970; 0 ends it. */
  mutedUntil?: number;
  banned?: boolean;
  removed?: true;
  /** Makes a member of somebody whom the sender can find. */
  added?: true;
}

/** The conversation with these people: the same one for the same people, whoever asks. */
export interface OpenDirect {
  /** The others, at most `LIMITS.directPeople` less oneself. */
  userIds: string[];
}

/** Whoever is blocked can write nothing in the conversation of the two any more, and is not told why. */
export interface BlockPerson {
  userId: string;
  on: boolean;
}

export interface SendMessage extends Repeatable {
  roomId: string;
  body: string;
  replyTo?: string;
}

export interface EditMessage extends Repeatable {
  roomId: string;
  id: string;
  body: string;
}

export interface DeleteMessage extends Repeatable {
  roomId: string;
  id: string;
}

export interface PinMessage extends Repeatable {
  roomId: string;
  id: string;
  on: boolean;
}

export interface SetReaction extends Repeatable {
  roomId: string;
  id: string;
  /** One emoji, as Unicode recommends it for general interchange. */
  emoji: string;
  on: boolean;
}

/** null where it was so already. */
export interface ReactionSet {
  seq: number | null;
}

export interface MessageStored {
  seq: number;
  ordinal: number;
  at: number;
  id: string;
}

export interface MessageChanged {
  seq: number;
  at: number;
}

export interface MarkRead {
  roomId: string;
  /** Everything up to it has been read. Never moves back, unless `unread` is true. */
  ordinal: number;
  /** Marks as unread what comes after `ordinal`. */
  unread?: boolean;
}

export interface Unread {
  unread: number;
  mentions: number;
}

export interface SetNotify {
  roomId: string;
  level: NotifyLevel;
  /** Milliseconds since 1970. */
  mutedUntil?: number;
}

export interface SetFavourite {
  roomId: string;
  favourite: boolean;
}

/** Takes the place of what was there, whichever device wrote it; an empty body is none. A draft older than the answer's time is none any more. */
export interface SetDraft {
  roomId: string;
  body: string;
  replyTo?: string;
}

export interface SetTyping {
  roomId: string;
  typing: boolean;
}

export interface SyncMe {
  /** The version of one's feed that the client has. */
  since?: number;
}

/** `reset`: `rooms` is all there is; otherwise it is what changed since, and `removed` what is one's own no more. */
export interface MeSynced {
  me: Author;
  version: number;
  reset: boolean;
  rooms: MyRoom[];
  removed: string[];
  /** Whom one has blocked, always all. */
  blocked: Author[];
}

export interface WatchDirectory {
  watching: boolean;
}

export type Nothing = Record<string, never>;

/** Every command of the wire: what is sent, and `data` of the ack. */
export interface Commands {
  'me:sync': { payload: SyncMe; data: MeSynced };
  'directory:watch': { payload: WatchDirectory; data: Nothing };
  'room:create': { payload: CreateRoom; data: { room: Room } };
  'room:join': { payload: JoinRoom; data: { room: Room } };
  'room:leave': { payload: LeaveRoom; data: Nothing };
  'room:open': { payload: OpenRoom; data: OpenedAgain | OpenedAfresh };
  'room:close': { payload: { roomId: string }; data: Nothing };
  'room:sync': { payload: SyncRoom; data: SyncedEvents | SyncReset };
  'room:update': { payload: UpdateRoom; data: { room: Room } };
  'room:notify': { payload: SetNotify; data: Nothing };
  'room:favourite': { payload: SetFavourite; data: Nothing };
  'member:set': { payload: SetMember; data: { seq: number } };
  'direct:open': { payload: OpenDirect; data: { room: Room } };
  'person:block': { payload: BlockPerson; data: Nothing };
  'message:send': { payload: SendMessage; data: MessageStored };
  'message:edit': { payload: EditMessage; data: MessageChanged };
  'message:delete': { payload: DeleteMessage; data: MessageChanged };
  'message:pin': { payload: PinMessage; data: MessageChanged };
  'reaction:set': { payload: SetReaction; data: ReactionSet };
  'read:mark': { payload: MarkRead; data: Unread };
  'draft:set': { payload: SetDraft; data: Pick<Draft, 'at'> };
  'typing:set': { payload: SetTyping; data: Nothing };
}

export type CommandName = keyof Commands;
