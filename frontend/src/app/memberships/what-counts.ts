import type { MyRoom } from '@contract/room';

/** Of rooms that are muted without an end: the last moment that a date can name. */
export const FOR_EVER = 8_640_000_000_000_000;

/** What calls for the reader: everything that is unread, as far as it may, and how much of it names them. */
export interface Counts {
  unread: number;
  mentions: number;
}

type Loudness = Pick<MyRoom, 'level' | 'mutedUntil' | 'unread' | 'mentions'>;

export function isMuted({ mutedUntil = 0 }: Pick<MyRoom, 'mutedUntil'>, now: number): boolean {
  return mutedUntil > now;
}

/** Never rings, and stands back in the list. */
export function isQuiet(mine: Pick<MyRoom, 'level' | 'mutedUntil'>, now: number): boolean {
  return mine.level === 'none' || isMuted(mine, now);
}

/** Of a muted room, and of one whose level says so, mentions alone count; where the level is `none` nothing does. */
export function countsIn(mine: Loudness, now: number): Counts {
  const { level, unread, mentions } = mine;
  if (level === 'none') return { unread: 0, mentions: 0 };
  return { unread: level === 'mentions' || isMuted(mine, now) ? mentions : unread, mentions };
}

export function countsOf(rooms: Iterable<Loudness>, now: number): Counts {
  const total = { unread: 0, mentions: 0 };
  for (const mine of rooms) {
    const { unread, mentions } = countsIn(mine, now);
    total.unread += unread;
    total.mentions += mentions;
  }
  return total;
}

/** When the next of the rooms is heard again; Infinity where none is muted. */
export function nextUnmuting(rooms: Iterable<Pick<MyRoom, 'mutedUntil'>>, now: number): number {
  let next = Infinity;
  for (const { mutedUntil = 0 } of rooms) if (mutedUntil > now) next = Math.min(next, mutedUntil);
  return next;
}
