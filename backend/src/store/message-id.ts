/** Sequence numbers are never reused, so room and number name a message for ever. */
export function messageIdOf(roomId: string, seq: number): string {
  return `${roomId}-${seq}`;
}

/** The number of the event that posted it; null for what is no id of a message of this room. */
export function messageSeqOf(roomId: string, id: string): number | null {
  const digits = id.startsWith(`${roomId}-`) ? id.slice(roomId.length + 1) : '';
  return /^[1-9]\d{0,15}$/u.test(digits) ? Number(digits) : null;
}
