import type { Author, RoomEvent } from './room-events.ts';
import type { MyRoom, Room } from './room.ts';

/** `left`: signed out. `expired`: not used for too long. `revoked`: ended from elsewhere, for all sessions of the person. */
export type SessionEndReason = 'left' | 'expired' | 'revoked';

/** Every fact of the wire: what the server tells without being asked. */
export interface Facts {
  /** To the room's subscribers. Consecutive events, one packet per batch. */
  'room:events': { roomId: string; epoch: string; events: RoomEvent[] };
  /** To the room's subscribers, now and then, so that a lost last event is noticed. */
  'room:head': { roomId: string; epoch: string; head: number };
  /** Gathered, at most four a second per room. `online` counts people; `joined` and `left` name all of them, in several facts where they are many. */
  'presence:changed': { roomId: string; online: number; joined: Author[]; left: Author[] };
  /** To the subscribers of every room that somebody is a member of: they are called otherwise now. */
  'person:changed': { roomId: string; person: Author };
  /** Who writes now; nobody where it is empty. */
  'typing:changed': { roomId: string; people: Author[] };
  /**
   * To those of one's own sockets that have asked `me:sync`; gathered, at most four a second. New messages of a room are not
   * told while all of them have it open: the events say so already. `blocked`, where it changed, is all of them; `me`: how
   * one is called from now on.
   */
  'me:changed': { version: number; rooms: MyRoom[]; removed: string[]; blocked?: Author[]; me?: Author };
  /** To whoever watches the directory (`directory:watch`); gathered. Public rooms only, without anybody's membership. */
  'rooms:changed': { created: Room[]; updated: Room[]; removed: string[] };
  /** The last word to the sockets of a session: they are closed. */
  'session:ended': { reason: SessionEndReason };
  /** The server is about to close this connection and will be back. */
  'server:closing': { reconnectAfterMs: number };
}

export type FactName = keyof Facts;
