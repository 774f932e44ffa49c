import { type RoomFacts, isMember, may } from '@contract/permissions';
import type { MyRoom, Room } from '@contract/room';
import type { ShownMessage } from './rows';

/** What somebody may want of a message. */
export type MessageAct =
  | { type: 'reply' | 'edit' | 'delete' | 'copy' | 'link' }
  /** It, and what comes after it. */
  | { type: 'unread' }
  /** `jump`: to the one that it answers; `thread`: all of the chain that it belongs to. */
  | { type: 'jump' | 'thread' }
  /** What it said before. */
  | { type: 'versions' }
  | { type: 'pin'; on: boolean }
  | { type: 'reaction'; emoji: string; on: boolean };

export interface WantedAct {
  message: ShownMessage;
  act: MessageAct;
}

/** What the reader may do in a room; the server has the same table and the last word. */
export interface MessageRights {
  write: boolean;
  react: boolean;
  pin: boolean;
  deleteOthers: boolean;
  /** `<@room>` calls everybody. */
  callAll: boolean;
  /** Has a position in the room that can go back. */
  unread: boolean;
}

export const NO_RIGHTS: MessageRights = { write: false, react: false, pin: false, deleteOthers: false, callAll: false, unread: false };

/** `mine` is newer than what the room says of the reader. */
export function factsOf({ kind, visibility, membership }: Room, mine: MyRoom | undefined): RoomFacts {
  return { kind, visibility, standing: (mine ?? membership)?.role ?? 'visitor' };
}

export function rightsIn(facts: RoomFacts | null): MessageRights {
  if (facts === null) return NO_RIGHTS;
  const allowed = (action: Parameters<typeof may>[1]): boolean => may([], action, facts);
  return { write: allowed('message.send'), react: allowed('reaction.set'), pin: allowed('message.pin'), deleteOthers: allowed('message.delete.others'), callAll: allowed('mention.room'), unread: isMember(facts.standing) };
}

/** Of one message: what has not been stored or is deleted can only be read. */
export interface ActsOn {
  reply: boolean;
  react: boolean;
  edit: boolean;
  delete: boolean;
  pin: boolean;
  copy: boolean;
  unread: boolean;
}

export function actsOn({ id, own, deleted }: ShownMessage, rights: MessageRights): ActsOn {
  if (id === null || deleted) return { reply: false, react: false, edit: false, delete: false, pin: false, copy: !deleted, unread: false };
  const { write, react, pin, deleteOthers, unread } = rights;
  return { reply: write, react, edit: own && write, delete: own ? write : deleteOthers, pin, copy: true, unread: unread && !own };
}
