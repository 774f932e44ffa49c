/** A person as seen by others. `name` is the name at the time of the event. */
export interface Author {
  id: string;
  name: string;
}

/**
 * `seq` counts 1, 2, 3 ... in its room, with no hole and no reuse within one epoch; order comes from it alone.
 * `at` is in milliseconds since 1970 and never before the previous event's.
 */
interface EventBase {
  seq: number;
  at: number;
  author: Author;
}

/** `ordinal` counts the room's messages 1, 2, 3 ...; `clientId` is the sender's, unique per author in the room for ever. */
export interface MessagePosted extends EventBase {
  type: 'message.posted';
  id: string;
  ordinal: number;
  clientId: string;
  body: string;
  /** The id of the message this one answers. */
  replyTo?: string;
}

export interface MemberJoined extends EventBase {
  type: 'member.joined';
}

export interface MemberLeft extends EventBase {
  type: 'member.left';
}

/** Everything that changes a room is one of these, in the room's one log. */
export type RoomEvent = MessagePosted | MemberJoined | MemberLeft;

/** A message in a page of history: the event that posted it. */
export type Message = MessagePosted;
