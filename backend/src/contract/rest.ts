import type { SetFavourite, SetNotify } from './commands.ts';
import type { PersonKind, ServerRole } from './principal.ts';
import type { Author } from './room-events.ts';
import type { RoomKind } from './room.ts';
import type { SearchHas } from './search-query.ts';

/** `cookie` is for pages, `token` for programs: the answer carries it, the socket takes it as `auth: { token }`, REST as a bearer. */
export type SessionKind = 'cookie' | 'token';

export interface CreateSession {
  name: string;
  kind?: SessionKind;
  /** The code of an invitation, where only who is invited may come in. */
  invite?: string;
}

/** The answer to `POST` and `GET /api/session`. */
export interface SessionView {
  user: Author;
  /** Milliseconds since 1970. */
  expiresAt: number;
  /** Only in the answer to `POST` with `kind: 'token'`; shown once. */
  token?: string;
}

/** The answer to `GET` and `PATCH /api/me`. */
export interface MeView extends Author {
  kind: PersonKind;
  roles: readonly ServerRole[];
  /** Only of a member. */
  login?: string;
  /** A code is asked for at sign-in. */
  secondFactor?: true;
}

/** `PATCH /api/me`. */
export interface ChangeMe {
  name: string;
}

/** `PUT /api/rooms/:id/notify`: the same as `room:notify`. */
export type SetNotifyBody = Omit<SetNotify, 'roomId'>;

/** `PUT /api/rooms/:id/favourite`: the same as `room:favourite`. */
export type SetFavouriteBody = Omit<SetFavourite, 'roomId'>;

/** The query of `GET /api/rooms`: one's own rooms first, then the public ones, each oldest first. */
export interface DirectoryQuery {
  /** A part of the name; diacritics and case do not matter. */
  query?: string;
  /** The id of the last room of the page before. */
  after?: string;
  limit?: number;
  /** Only rooms that the caller is not in. */
  joined?: 'false';
}

/** What a message said from one moment on, as `GET /api/rooms/:id/messages/:message/history` gives it. */
export interface MessageVersion {
  /** Of the event that said so. */
  seq: number;
  at: number;
  body: string;
}

/** Oldest first. */
export interface HistoryOfMessage {
  versions: MessageVersion[];
  /** There are later ones: ask again with `after` the last `seq`. */
  more: boolean;
}

/** The query of `GET /api/people`: whom the caller may find, which is who is in a public room or in one of theirs. */
export interface PeopleQuery {
  /** What a word of the name begins with; diacritics and case do not matter. */
  query?: string;
  /** Its people come first. */
  room?: string;
  /** At most `LIMITS.peoplePerPage`. */
  limit?: number;
}

export interface FoundPerson extends Author {
  /** Of the room that was asked about. */
  member: boolean;
}

/** The query of `GET /api/rooms/:id/messages`: the messages before or after an ordinal, oldest first. */
export interface HistoryQuery {
  before?: number;
  after?: number;
  /** The page has this ordinal in its middle; `before`, `after` and `thread` do not count then. */
  around?: number;
  /** As `around`, for the first message said at that time or later, in milliseconds since 1970; nothing where there is none. */
  at?: number;
  /** A message of the chain of answers that is wanted alone. */
  thread?: string;
  limit?: number;
}

/** The query of `GET /api/search`. What stands here counts before what `q` says of the same. */
export interface SearchQuery {
  /** As one types it, filters and all: see `search-query.ts`. */
  q?: string;
  /** The id of a room, or its slug. */
  room?: string;
  /** The id of a person, the beginning of a word of a name, or `me`. */
  from?: string;
  /** Said before that time, or then and later; in milliseconds since 1970. */
  before?: number;
  after?: number;
  has?: SearchHas[];
  mentions?: 'me';
  is?: 'pinned';
  order?: SearchOrder;
  /** `next` of the page before. */
  cursor?: string;
  /** At most `LIMITS.hitsPerPage`. */
  limit?: number;
}

export type SearchOrder = 'newest' | 'best';

/** A piece of a text; `hit` is what was looked for. */
export interface SearchSegment {
  text: string;
  hit?: true;
}

export interface SearchHit {
  /** Of the message. */
  id: string;
  roomId: string;
  ordinal: number;
  at: number;
  author: Author;
  /** The part of the text that was found, or its beginning. */
  snippet: SearchSegment[];
  /** The id of the message that the chain of answers began with. */
  thread?: string;
  editedAt?: number;
  pinned?: true;
}

export interface SearchedRoom {
  id: string;
  slug: string;
  kind: RoomKind;
  /** Empty where it is a conversation. */
  name: string;
  /** Of a conversation: its people. */
  people?: Author[];
}

/**
 * The answer to `GET /api/search`. A page may hold few hits, or none, where much had to be looked through: `next` goes on. None is
 * left out between pages; what was put into the index meanwhile may come twice.
 */
export interface SearchPage {
  hits: SearchHit[];
  /** The rooms of the hits. */
  rooms: SearchedRoom[];
  next: string | null;
  /** True while old messages are still being put into the index: some may be missing. */
  indexing: boolean;
}
