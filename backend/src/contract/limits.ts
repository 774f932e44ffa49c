/** Every bound that a client can run into. Lengths are in Unicode code points, sizes in bytes of UTF-8. */
export const LIMITS = {
  userNameLength: 40,
  loginLength: 64,
  /** At least so many. */
  passwordLeast: 10,
  passwordLength: 256,
  /** Sessions of one account; a new one beyond it ends the oldest. */
  sessionsPerAccount: 100,
  roomNameLength: 60,
  topicLength: 250,
  messageLength: 4_000,
  /** Of what is not sent yet: it may be too long to be. */
  draftLength: 8_000,
  /** Drafts kept of one person; the oldest gives way. */
  draftsPerPerson: 100,
  clientIdLength: 64,
  idLength: 128,
  /** One Socket.IO packet or REST body from a client. */
  packetBytes: 65_536,
  /** Commands that wait for space in the full buffer of a room whose policy is `wait`; each one more gets BUSY at once. */
  commandsLate: 256,
  /** The longest that one of them waits; then it gets BUSY. */
  lateMs: 5_000,
  /** Members listed with a room; `memberCount` counts beyond it. */
  membersListed: 500,
  /** Events in one answer to `room:sync` or `room:open`. */
  eventsPerSync: 500,
  /** Bytes of events in one page of whatever kind, unless its first event alone is longer: ask for the next page. */
  pageBytes: 262_144,
  /** Messages in one page of history. */
  messagesPerPage: 100,
  /** Versions of one message in one page of `GET /api/rooms/:id/messages/:message/history`. */
  versionsPerPage: 50,
  /** Rooms in one page of `GET /api/rooms`. */
  roomsPerPage: 500,
  /** Rooms one socket may have open at a time. */
  roomsPerSocket: 500,
  /** Rooms one person may be a member of. */
  roomsPerPerson: 5_000,
  /** Open invitations of one room. */
  invitesPerRoom: 50,
  /** Open invitations to the server that one person has made. */
  invitesPerPerson: 50,
  /** The most people one invitation can let in. */
  inviteUses: 10_000,
  /** The longest an invitation can be open, unless it never ends by itself. */
  inviteDays: 365,
  /** People of one conversation, oneself among them. */
  directPeople: 10,
  /** People in one answer to a search. */
  peoplePerPage: 50,
  /** What is asked in one search. */
  searchLength: 500,
  /** Words and phrases of one search. */
  searchTerms: 20,
  /** Messages in one page of `GET /api/search`. */
  hitsPerPage: 50,
  /** The part of a message's text that is shown with a hit. */
  snippetLength: 200,
  /** People, rooms or entries in one page of administration. */
  administrationPage: 100,
  /** Why an administrator did something. */
  whyLength: 250,
  /** People one person may block. */
  blocksPerPerson: 1_000,
  /** People whom one `<@here>` calls. */
  calledHere: 500,
  /** Mentions in one message that count. */
  mentionsPerMessage: 50,
  /** Doors for programs of one room. */
  hooksPerRoom: 20,
  /** Browsers of one person that are told of messages by push. */
  pushDevices: 20,
  /** Of a push service's address for one browser. */
  pushEndpointLength: 1_000,
  /** Different emoji on one message. */
  reactionKinds: 20,
  /** People named with one reaction; `count` counts beyond it. */
  reactionPeople: 50,
  emojiLength: 16,
  /** Pinned messages of one room. */
  pinsPerRoom: 50,
  /** The longest slow mode of a room. */
  slowModeSeconds: 3_600,
  /** People in one `typing:changed`. */
  typingPeople: 5,
  /** Users named in one `presence:changed`; the others follow in the next. */
  presenceNames: 200,
} as const;
