import type { Message, RoomEvent } from '@contract/room-events';

/** Rows kept at most; when they are more, they shrink to the second number in one go. */
const MOST = 400;
const KEPT = 300;

/**
 * The part of the log that is on the page: every message from the first to the last entry, and the notices that came
 * while the page was watching. `latest`: its end is the end of the log. `following`: the reader is at that end.
 */
export interface MessageWindow {
  entries: readonly RoomEvent[];
  latest: boolean;
  following: boolean;
  /** The server had nothing before the first entry. */
  fromStart: boolean;
}

export const EMPTY_WINDOW: MessageWindow = { entries: [], latest: true, following: true, fromStart: false };

export function isMessage(event: RoomEvent): event is Message {
  return event.type === 'message.posted';
}

export function firstOrdinal({ entries }: MessageWindow): number | undefined {
  return entries.find(isMessage)?.ordinal;
}

export function lastOrdinal({ entries }: MessageWindow): number | undefined {
  return entries.findLast(isMessage)?.ordinal;
}

export function windowOf(messages: readonly Message[], latest: boolean): MessageWindow {
  return { ...EMPTY_WINDOW, entries: messages.slice(-MOST), latest };
}

/** New events reach the page only where its end is the end of the log. */
export function appendLive(window: MessageWindow, events: readonly RoomEvent[]): MessageWindow {
  return window.latest && events.length > 0 ? grownAtEnd(window, events) : window;
}

export function prependOlder(window: MessageWindow, messages: readonly Message[]): MessageWindow {
  if (messages.length === 0) return { ...window, fromStart: true };
  const first = firstOrdinal(window) ?? Infinity;
  const older = messages.filter(({ ordinal }) => ordinal < first);
  const entries = [...older, ...window.entries];
  return entries.length > MOST ? { ...window, entries: entries.slice(0, KEPT), latest: false, following: false } : { ...window, entries };
}

export function appendNewer(window: MessageWindow, messages: readonly Message[], newestOrdinal: number): MessageWindow {
  const grown = grownAtEnd({ ...window, following: true }, messages);
  const reached = messages.length === 0 || (lastOrdinal(grown) ?? 0) >= newestOrdinal;
  return { ...grown, following: window.following, latest: reached };
}

function grownAtEnd(window: MessageWindow, events: readonly RoomEvent[]): MessageWindow {
  const end = window.entries.at(-1)?.seq ?? 0;
  const entries = [...window.entries, ...events.filter(({ seq }) => seq > end)];
  if (entries.length <= MOST) return { ...window, entries };
  // Whoever reads further up keeps the rows being read; the end comes back on the way down.
  return window.following
    ? { ...window, entries: entries.slice(-KEPT), fromStart: false }
    : { ...window, entries: entries.slice(0, MOST), latest: false };
}
