import type { Draft, NotifyLevel } from '../contract/room.ts';

/** A position only moves forward, unless it was asked to move back. */
export interface ReadMark {
  roomId: string;
  userId: string;
  ordinal: number;
  back: boolean;
}

/** Somebody's own place in a room, which they alone say. */
export interface OwnPlaceWrites {
  /** null where the user is no member. */
  markRead(mark: ReadMark): { unread: number; mentions: number } | null;
  /** False where the user is no member. */
  setNotify(wish: { roomId: string; userId: string; level: NotifyLevel; mutedUntil: number | null }): boolean;
  /** False where the user is no member. */
  setFavourite(wish: { roomId: string; userId: string; favourite: boolean }): boolean;
  /** An empty body is none. False where the user is no member. Above `LIMITS.draftsPerPerson` the person's oldest gives way. */
  setDraft(wish: { roomId: string; userId: string; draft: Draft }): boolean;
}
