import type { Message, RoomEvent } from './room-events.ts';
import type { Room, RoomMember, Visibility } from './room.ts';

/** A place in a room's log. An epoch that differs means the log is another one: load the room afresh. */
export interface LogPosition {
  epoch: string;
  seq: number;
}

export interface CreateRoom {
  name: string;
  topic?: string;
  visibility: Visibility;
}

export interface JoinRoom {
  roomId: string;
  /** The last event the client has; with it the answer holds what came since. */
  since?: LogPosition;
}

interface Joined {
  room: Room;
  epoch: string;
  /** The last sequence number this answer covers; what follows arrives as `room:events`. */
  head: number;
  /** At most `LIMITS.membersListed`, people online first. */
  members: RoomMember[];
  memberCount: number;
}

/** `since` was known and near enough: the events after it, without a hole. */
export interface JoinedAgain extends Joined {
  reset: false;
  events: RoomEvent[];
}

/** First visit, other epoch or too far behind: forget what was there, begin with the newest messages. */
export interface JoinedAfresh extends Joined {
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

export interface SendMessage {
  roomId: string;
  /** Chosen by the sender, unique per author in the room for ever: a retry with it returns the first result. */
  clientId: string;
  body: string;
  replyTo?: string;
}

export interface MessageStored {
  seq: number;
  ordinal: number;
  at: number;
  id: string;
}

export interface MarkRead {
  roomId: string;
  /** Everything up to it has been read. Never moves back. */
  ordinal: number;
}

export interface SetTyping {
  roomId: string;
  typing: boolean;
}

export type Nothing = Record<string, never>;

/** Every command of the wire: what is sent, and `data` of the ack. */
export interface Commands {
  'room:create': { payload: CreateRoom; data: { room: Room } };
  'room:join': { payload: JoinRoom; data: JoinedAgain | JoinedAfresh };
  'room:leave': { payload: { roomId: string }; data: Nothing };
  'room:sync': { payload: SyncRoom; data: SyncedEvents | SyncReset };
  'message:send': { payload: SendMessage; data: MessageStored };
  'read:mark': { payload: MarkRead; data: { unread: number } };
  'typing:set': { payload: SetTyping; data: Nothing };
}

export type CommandName = keyof Commands;
