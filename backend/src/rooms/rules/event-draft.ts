import type { RoomEvent } from '../../contract/room-events.ts';

type DraftOf<Event> = Event extends RoomEvent ? Omit<Event, 'seq' | 'at' | 'author' | 'clientId'> : never;

/** An event before it has its place and its author. */
export type Draft = DraftOf<RoomEvent>;
