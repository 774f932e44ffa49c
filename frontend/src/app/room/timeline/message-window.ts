import type { Message, RoomEvent } from '@contract/room-events';
import { type Entry, entryOf, isMessage, isPatch, patched } from './timeline-entry';

/** Rows kept at most; when they are more, they shrink to the second number in one go. */
const MOST = 400;
const KEPT = 300;
/** Whoever follows sees the last ones only, and each costs time to draw. */
const FOLLOWED = { most: 150, kept: 100 };
/** A page of history that was read before these changes is on its way no longer than it takes them to be so many. */
const PATCHES_KEPT = 200;

/**
 * The part of the conversation that is on the page: every message from the first to the last entry, each as it is now, and
 * the notices that came while the page was watching. `latest`: its end is the end of the log. `following`: the reader is at
 * that end.
 */
export interface MessageWindow {
  entries: readonly Entry[];
  latest: boolean;
  following: boolean;
  /** The server had nothing before the first entry. */
  fromStart: boolean;
  /** What changed messages lately, for pages that were read before. */
  patches: readonly RoomEvent[];
}

export const EMPTY_WINDOW: MessageWindow = { entries: [], latest: true, following: true, fromStart: false, patches: [] };

export function firstOrdinal({ entries }: MessageWindow): number | undefined {
  return entries.find(isMessage)?.ordinal;
}

export function lastOrdinal({ entries }: MessageWindow): number | undefined {
  return entries.findLast(isMessage)?.ordinal;
}

export function windowOf(messages: readonly Message[], { latest, patches = [] }: { latest: boolean; patches?: readonly RoomEvent[] }): MessageWindow {
  return { ...EMPTY_WINDOW, entries: patched(messages.slice(-MOST), patches), latest, patches };
}

/** Changes reach what is on the page; new entries only where its end is the end of the log. */
export function applyLive(window: MessageWindow, events: readonly RoomEvent[]): MessageWindow {
  if (events.length === 0) return window;
  const patches = events.filter(isPatch);
  const grown = window.latest ? grownAtEnd(window, events.map(entryOf).filter((entry) => entry !== null)) : window;
  if (patches.length === 0) return grown;
  return { ...grown, entries: patched(grown.entries, patches), patches: [...window.patches, ...patches].slice(-PATCHES_KEPT) };
}

export function prependOlder(window: MessageWindow, messages: readonly Message[]): MessageWindow {
  if (messages.length === 0) return { ...window, fromStart: true };
  const first = firstOrdinal(window) ?? Infinity;
  const older = patched(messages.filter(({ ordinal }) => ordinal < first), window.patches);
  const entries = [...older, ...window.entries];
  return entries.length > MOST ? { ...window, entries: entries.slice(0, KEPT), latest: false, following: false } : { ...window, entries };
}

export function appendNewer(window: MessageWindow, messages: readonly Message[], newestOrdinal: number): MessageWindow {
  const entries = joined(window, patched(messages, window.patches));
  const grown = entries.length > MOST ? { ...window, entries: entries.slice(-KEPT), fromStart: false } : { ...window, entries };
  const reached = messages.length === 0 || (lastOrdinal(grown) ?? 0) >= newestOrdinal;
  return { ...grown, latest: reached };
}

function grownAtEnd(window: MessageWindow, fresh: readonly Entry[]): MessageWindow {
  const entries = joined(window, fresh);
  if (entries.length <= (window.following ? FOLLOWED.most : MOST)) return { ...window, entries };
  // Whoever reads further up keeps the rows being read; the end comes back on the way down.
  return window.following
    ? { ...window, entries: entries.slice(-FOLLOWED.kept), fromStart: false }
    : { ...window, entries: entries.slice(0, MOST), latest: false };
}

function joined({ entries }: MessageWindow, fresh: readonly Entry[]): readonly Entry[] {
  const end = entries.at(-1)?.seq ?? 0;
  return fresh.length === 0 ? entries : [...entries, ...fresh.filter(({ seq }) => seq > end)];
}
