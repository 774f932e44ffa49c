/**
 * Every message of a benchmark carries the time it was sent at: "~" and twelve digits of microseconds. The mark stands
 * nowhere else on the wire, so that messages inside a batch are counted by looking for one byte. Stamps never repeat
 * within a process: they name a message, too.
 */
const MARK = '~';
export const MARK_BYTE = 0x7e;
export const DIGITS = 12;
const ZERO = 0x30;
const US_PER_MS = 1_000;

let last = 0;

export function nextStamp() {
  last = Math.max(last + 1, Math.round(performance.now() * US_PER_MS));
  return String(last).padStart(DIGITS, '0');
}

/** An ordinary chat line that begins with the stamp. */
export const bodyOf = (stamp) => `${MARK}${stamp} The light in the kitchen is on.`;

/** Milliseconds since the message was sent. */
export function ageMs(body, now = performance.now()) {
  return now - Number(body.slice(1, 1 + DIGITS)) / US_PER_MS;
}

/** The stamp behind the mark at this place; NaN where the bytes end before it does. */
export function stampAt(bytes, mark, end) {
  if (mark + DIGITS >= end) return NaN;
  let value = 0;
  for (let at = mark + 1; at <= mark + DIGITS; at++) value = value * 10 + bytes[at] - ZERO;
  return value;
}
