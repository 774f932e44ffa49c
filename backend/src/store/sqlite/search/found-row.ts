import type { Message } from '../../../contract/room-events.ts';
import { type Row, toText } from '../rows.ts';
import type { Place } from './cursor.ts';

/** A message that was looked at, and its place in the list. */
export interface FoundRow extends Place {
  room: number;
  message: Message;
  isPinned: boolean;
  /** The number of the message that the chain of answers began with. */
  thread: number | null;
}

export function toFoundRow(row: Row, roomId: string): FoundRow {
  const message = toText(row);
  const { room, ordinal, pinned, number, thread } = row as unknown as { room: number; ordinal: number; pinned: number; number?: number; thread: number | null };
  return { room, roomId, ordinal, message, isPinned: pinned === 1, number: number ?? message.at, thread };
}
