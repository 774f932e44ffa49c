/** A place among texts, newest first: the number in the index, or when it was said where it has none yet. */
export interface Place {
  number: number;
  roomId: string;
  ordinal: number;
}

const PLACE = /^(\d{1,16})\.(\d{1,16})\.(.{1,128})$/u;
const RANKED = /^best\.(\d{1,16})\.(\d{1,6})$/u;

/** Below zero where `one` comes before `other`. */
export function compare(one: Place, other: Place): number {
  if (one.number !== other.number) return other.number - one.number;
  if (one.roomId !== other.roomId) return one.roomId < other.roomId ? 1 : -1;
  return other.ordinal - one.ordinal;
}

export function placeToCursor({ number, roomId, ordinal }: Place): string {
  return `${number}.${ordinal}.${roomId}`;
}

export function cursorToPlace(cursor: string): Place | null {
  const [, number, ordinal, roomId] = PLACE.exec(cursor) ?? [];
  return roomId === undefined ? null : { number: Number(number), ordinal: Number(ordinal), roomId };
}

/** `upTo`: what was said later comes too late for this list. */
export interface RankedPlace {
  upTo: number;
  offset: number;
}

export function rankedToCursor({ upTo, offset }: RankedPlace): string {
  return `best.${upTo}.${offset}`;
}

export function cursorToRanked(cursor: string): RankedPlace | null {
  const [, upTo, offset] = RANKED.exec(cursor) ?? [];
  return offset === undefined ? null : { upTo: Number(upTo), offset: Number(offset) };
}
