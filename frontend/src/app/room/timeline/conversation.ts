import type { OpenedAfresh, OpenedAgain } from '@contract/commands';
import type { Message, RoomEvent } from '@contract/room-events';
import type { CachedConversation } from '../../local/room-cache';
import { EMPTY_WINDOW, type MessageWindow, appendNewer, applyLive, prependOlder, windowOf } from './message-window';

/** What came into the log: events, and after a fresh start the newest messages. */
export type Applied = Message | RoomEvent;

/** Held events beyond this are let go of: `head` remembers that they exist, and a sync brings them. */
const HELD_MOST = 2_000;

/**
 * A room's log as far as this page has it. Order comes from `seq` alone: everything up to `last` has been applied,
 * each event once; what came too early is held; `head` is the highest number anybody has spoken of.
 */
export interface Conversation {
  /** `opening`: the connection is new and the room has not answered yet, so nothing that arrives is applied. */
  phase: 'opening' | 'live';
  epoch: string | null;
  last: number;
  head: number;
  lastOrdinal: number;
  held: readonly Held[];
  /** The server's log is another one than ours: open afresh. */
  stale: boolean;
  /** It was another one, and ours has been thrown away. */
  replaced: boolean;
  window: MessageWindow;
  /** What the last action added to the log. */
  applied: readonly Applied[];
}

interface Held {
  epoch: string;
  event: RoomEvent;
}

export type ConversationAction =
  | { type: 'opening' }
  | { type: 'recalled'; copy: CachedConversation }
  | { type: 'opened'; answer: OpenedAgain | OpenedAfresh }
  | { type: 'events'; epoch: string; events: readonly RoomEvent[] }
  | { type: 'head'; epoch: string; head: number }
  | { type: 'synced'; epoch: string; events: readonly RoomEvent[]; head: number }
  | { type: 'reset' }
  | { type: 'older'; messages: readonly Message[] }
  | { type: 'newer'; messages: readonly Message[] }
  | { type: 'latest'; messages: readonly Message[] }
  /** A page around some place: the reader goes there, and not to its end. */
  | { type: 'around'; messages: readonly Message[] }
  | { type: 'following'; following: boolean };

type ActionOf<Type extends ConversationAction['type']> = Extract<ConversationAction, { type: Type }>;

export const EMPTY_CONVERSATION: Conversation = {
  phase: 'opening',
  epoch: null,
  last: 0,
  head: 0,
  lastOrdinal: 0,
  held: [],
  stale: false,
  replaced: false,
  window: EMPTY_WINDOW,
  applied: [],
};

/** What has to be asked of the server before the page is whole again. */
export function missing({ phase, stale, last, head }: Conversation): 'nothing' | 'sync' | 'open' {
  if (phase === 'opening') return 'nothing';
  if (stale) return 'open';
  return last < head ? 'sync' : 'nothing';
}

export function reduce(before: Conversation, action: ConversationAction): Conversation {
  const conversation = { ...before, applied: [] };
  switch (action.type) {
    case 'opening':
      return { ...conversation, phase: 'opening', held: [] };
    case 'recalled':
      return recalled(conversation, action);
    case 'opened':
      return opened(conversation, action);
    case 'reset':
      return { ...conversation, stale: true };
    case 'events':
    case 'head':
    case 'synced':
      return follow(conversation, action);
    default:
      return { ...conversation, ...moveWindow(conversation, action) };
  }
}

/** As this browser last knew it: the room is asked for what came since. What the server has told is newer. */
function recalled(before: Conversation, { copy: { epoch, last, lastOrdinal, messages } }: ActionOf<'recalled'>): Conversation {
  if (before.epoch !== null) return before;
  return { ...before, epoch, last, head: last, lastOrdinal, window: windowOf(messages, { latest: true }) };
}

function opened(before: Conversation, { answer }: ActionOf<'opened'>): Conversation {
  if (answer.reset) return withMessages(merge(afresh(before, answer), []), answer.messages);
  if (answer.epoch !== before.epoch) return { ...before, phase: 'live', stale: true };
  return merge({ ...before, phase: 'live', stale: false, head: Math.max(before.head, answer.head) }, answer.events);
}

function afresh(before: Conversation, { epoch, head, messages, room }: OpenedAfresh): Conversation {
  return {
    phase: 'live',
    epoch,
    last: head,
    head,
    lastOrdinal: Math.max(messages.at(-1)?.ordinal ?? 0, head === room.head ? room.lastOrdinal : 0),
    held: before.held,
    stale: false,
    replaced: before.epoch !== null && before.epoch !== epoch,
    window: windowOf(messages, { latest: true }),
    applied: [],
  };
}

function withMessages(conversation: Conversation, messages: readonly Message[]): Conversation {
  return { ...conversation, applied: [...messages, ...conversation.applied] };
}

function follow(conversation: Conversation, action: ActionOf<'events' | 'head' | 'synced'>): Conversation {
  if (conversation.phase === 'opening') return action.type === 'events' ? hold(conversation, action) : conversation;
  if (action.epoch !== conversation.epoch) return { ...conversation, stale: true };
  const head = action.type === 'events' ? 0 : action.head;
  const events = action.type === 'head' ? [] : action.events;
  return merge({ ...conversation, head: Math.max(conversation.head, head) }, events);
}

function hold(conversation: Conversation, { epoch, events }: ActionOf<'events'>): Conversation {
  const held = [...conversation.held, ...events.map((event) => ({ epoch, event }))];
  return { ...conversation, held: held.slice(-HELD_MOST) };
}

/** Applies what follows on `last`, holds what is beyond a hole, drops what has been applied before. */
function merge(conversation: Conversation, events: readonly RoomEvent[]): Conversation {
  const { next, early } = sorted(conversation, events);
  const last = next.at(-1)?.seq ?? conversation.last;
  return {
    ...conversation,
    last,
    head: Math.max(conversation.head, last, early.at(-1)?.event.seq ?? 0),
    lastOrdinal: Math.max(conversation.lastOrdinal, next.findLast((event) => event.type === 'message.posted')?.ordinal ?? 0),
    held: early.slice(0, HELD_MOST),
    window: applyLive(conversation.window, next),
    applied: next,
  };
}

function sorted({ epoch, last, held }: Conversation, events: readonly RoomEvent[]): { next: RoomEvent[]; early: Held[] } {
  const candidates = [...held.filter((one) => one.epoch === epoch).map(({ event }) => event), ...events];
  const next: RoomEvent[] = [];
  const early: Held[] = [];
  let expected = last + 1;
  for (const event of candidates.sort((a, b) => a.seq - b.seq)) {
    if (event.seq === expected) {
      next.push(event);
      expected += 1;
    } else if (event.seq > expected && epoch !== null && early.at(-1)?.event.seq !== event.seq) {
      early.push({ epoch, event });
    }
  }
  return { next, early };
}

function moveWindow(
  { window, lastOrdinal }: Conversation,
  action: ActionOf<'older' | 'newer' | 'latest' | 'around' | 'following'>,
): Pick<Conversation, 'window' | 'lastOrdinal'> {
  if (action.type === 'following') return { window: { ...window, following: action.following }, lastOrdinal };
  if (action.type === 'older') return { window: prependOlder(window, action.messages), lastOrdinal };
  const last = action.messages.at(-1)?.ordinal ?? 0;
  const newest = Math.max(lastOrdinal, last);
  if (action.type === 'newer') return { window: appendNewer(window, action.messages, newest), lastOrdinal: newest };
  // There is no such place.
  if (action.type === 'around' && last === 0) return { window, lastOrdinal };
  const moved = windowOf(action.messages, { latest: last >= newest, patches: window.patches });
  return { window: { ...moved, following: action.type === 'latest' }, lastOrdinal: newest };
}
