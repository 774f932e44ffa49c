import type { Author, RoomEvent } from './room-events.ts';
import type { Room } from './room.ts';

/** `left`: signed out. `expired`: not used for too long. `revoked`: ended from elsewhere, for all sessions of the person. */
export type SessionEndReason = 'left' | 'expired' | 'revoked';

/** Every fact of the wire: what the server tells without being asked. */
export interface Facts {
  /** Consecutive events, one packet per batch. */
  'room:events': { roomId: string; epoch: string; events: RoomEvent[] };
  /** Now and then, so that a lost last event is noticed. */
  'room:head': { roomId: string; epoch: string; head: number };
  /** Gathered, at most four a second per room. `online` counts people, `joined` and `left` name some of them. */
  'presence:changed': { roomId: string; online: number; joined: Author[]; left: Author[] };
  /** Who writes now; empty when nobody does. */
  'typing:changed': { roomId: string; names: string[] };
  /** Gathered. `updated` carries new heads and online counts, `removed` ids. */
  'rooms:changed': { created: Room[]; updated: Room[]; removed: string[] };
  /** The last word to the sockets of a session: they are closed. */
  'session:ended': { reason: SessionEndReason };
  /** The server is about to close this connection and will be back. */
  'server:closing': { reconnectAfterMs: number };
}

export type FactName = keyof Facts;
