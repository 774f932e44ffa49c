import type { OpenedAfresh, OpenedAgain } from '@contract/commands';
import type { Author, Message, MessagePosted, RoomEvent } from '@contract/room-events';
import { DEFAULT_POLICY, type Room } from '@contract/room';
import { entryOf, isMessage } from './timeline/timeline-entry';

export const ALA: Author = { id: 'u-ala', name: 'Ala' };
export const OLA: Author = { id: 'u-ola', name: 'Ola' };

export function messageAt(seq: number, more: Partial<MessagePosted> = {}): MessagePosted {
  return {
    type: 'message.posted',
    seq,
    at: 1_000_000 + seq * 1_000,
    author: OLA,
    id: `m${seq}`,
    ordinal: seq,
    clientId: `c${seq}`,
    body: `message ${seq}`,
    ...more,
  };
}

/** Every fifth event is a notice, the others are messages. */
export function eventAt(seq: number): RoomEvent {
  if (seq % 5 === 0) return { type: 'member.joined', seq, at: 1_000_000 + seq * 1_000, author: OLA };
  return messageAt(seq, { ordinal: seq - Math.floor(seq / 5) });
}

export function logOf(length: number): RoomEvent[] {
  return Array.from({ length }, (_, index) => messageAt(index + 1));
}

/** The messages of a log, as they are now. */
export function messagesOf(log: readonly RoomEvent[]): Message[] {
  return log.map(entryOf).filter((entry) => entry !== null).filter(isMessage);
}

export function roomOf(more: Partial<Room> = {}): Room {
  return {
    id: 'r1',
    slug: 'kitchen',
    kind: 'room',
    policy: DEFAULT_POLICY,
    name: 'Kitchen',
    topic: 'Who cooks what',
    visibility: 'public',
    online: 1,
    head: 0,
    lastOrdinal: 0,
    createdAt: 1_000_000,
    thread: { id: '7', dedicated: true, state: 'asleep', queued: 0, capacity: 65_536, waiting: 0, restarts: 0 },
    membership: { role: 'member', readOrdinal: 0 },
    ...more,
  };
}

export function openedAfresh({ log, epoch = 'e1' }: { log: readonly RoomEvent[]; epoch?: string }): OpenedAfresh {
  const messages = messagesOf(log);
  const head = log.at(-1)?.seq ?? 0;
  const room = roomOf({ head, lastOrdinal: messages.at(-1)?.ordinal ?? 0 });
  return { room, epoch, head, members: [{ ...ALA, role: 'member', online: true }], memberCount: 1, reset: true, messages };
}

export function openedAgain({ events, epoch = 'e1' }: { events: readonly RoomEvent[]; epoch?: string }): OpenedAgain {
  const head = events.at(-1)?.seq ?? 0;
  return { room: roomOf({ head }), epoch, head, members: [{ ...ALA, role: 'member', online: true }], memberCount: 1, reset: false, events: [...events] };
}
