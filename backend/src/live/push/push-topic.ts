import { createHash } from 'node:crypto';

const MOST = 32;

/** Of two messages that still wait under one topic the push service keeps the newer. It tells that service nothing of the room. */
export function topicOf(roomId: string): string {
  return createHash('sha256').update(`push topic ${roomId}`).digest('base64url').slice(0, MOST);
}
