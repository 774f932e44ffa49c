import type { RoomEvent } from '@contract/room-events';
import { entryOf, isComing, isMessage, type Notice } from '../timeline/timeline-entry';

/** A message that was there before, and what somebody has done with it. */
export interface ChangedMessage {
  id: string;
  by: string;
  /** What it says now, where the events say it. */
  body: string;
}

/** What a room did: everything that a reader who comes back has not seen happen. */
export interface RoomSummary {
  /** Who has said something, and how much; what is deleted again does not count. */
  said: { count: number; names: string[] };
  edited: ChangedMessage[];
  pinned: ChangedMessage[];
  /** Messages from before that are gone. */
  deleted: number;
  comings: Notice[];
  /** How the room itself, or what somebody may do in it, has changed. */
  notices: Notice[];
}

type Of<Type extends RoomEvent['type']> = Extract<RoomEvent, { type: Type }>;

export function summaryOf(events: readonly RoomEvent[], userId: string): RoomSummary {
  const of = <Type extends RoomEvent['type']>(type: Type): Of<Type>[] => events.filter((event): event is Of<Type> => event.type === type);
  const deleted = new Set(of('message.deleted').map(({ id }) => id));
  const posted = of('message.posted');
  const fresh = new Set(posted.map(({ id }) => id));
  const said = posted.filter(({ id, author }) => author.id !== userId && !deleted.has(id));
  const edits = of('message.edited').filter(({ id, author }) => !fresh.has(id) && !deleted.has(id) && author.id !== userId);
  const unpinned = new Map(of('message.unpinned').map(({ id, seq }) => [id, seq]));
  const pins = of('message.pinned').filter(({ id, seq, author }) => author.id !== userId && !deleted.has(id) && seq > (unpinned.get(id) ?? 0));
  const bodies = new Map([...posted, ...of('message.edited')].map(({ id, body }) => [id, body]));
  const notices = events.map(entryOf).filter((entry): entry is Notice => entry !== null && !isMessage(entry) && entry.author.id !== userId);
  return {
    said: { count: said.length, names: [...new Map(said.map(({ author }) => [author.id, author.name])).values()] },
    edited: lastOfEach(edits).map(({ id, author, body }) => ({ id, by: author.name, body })),
    pinned: lastOfEach(pins).map(({ id, author }) => ({ id, by: author.name, body: bodies.get(id) ?? '' })),
    deleted: [...deleted].filter((id) => !fresh.has(id)).length,
    comings: notices.filter(isComing),
    notices: notices.filter((notice) => !isComing(notice)),
  };
}

export function isNothing({ said, edited, pinned, deleted, comings, notices }: RoomSummary): boolean {
  return said.count + edited.length + pinned.length + deleted + comings.length + notices.length === 0;
}

function lastOfEach<T extends { id: string }>(events: readonly T[]): T[] {
  return [...new Map(events.map((event) => [event.id, event])).values()];
}
