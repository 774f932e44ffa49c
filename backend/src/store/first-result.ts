import type { RoomEvent } from '../contract/room-events.ts';

export type Content = string | number | null;

/** What the first of several equal commands led to, found again by who sent it under which client id. */
export interface FirstResult {
  authorId: string;
  clientId: string;
  seq: number;
  at: number;
  /** Of the message, where it posted one. */
  ordinal?: number;
  id?: string;
  type: RoomEvent['type'];
  /** What the command said, as far as the event tells; of a text a number that stands for it. null where it has been erased since. */
  content: Content;
}

/** null: the event came without a client id. */
export function firstResultOf(event: RoomEvent): FirstResult | null {
  const { clientId, author, seq, at, type } = event;
  if (clientId === undefined) return null;
  // Written out, for it is done for each message.
  if (type === 'message.posted') return { authorId: author.id, clientId, seq, at, type, content: contentOf(event), ordinal: event.ordinal, id: event.id };
  return { authorId: author.id, clientId, seq, at, type, content: contentOf(event) };
}

const SAYINGS: { [Type in RoomEvent['type']]: (event: Extract<RoomEvent, { type: Type }>) => Content } = {
  'room.created': () => '',
  'room.updated': ({ changes }) => JSON.stringify(changes),
  'member.joined': () => '',
  'member.added': ({ target }) => target.id,
  'member.left': () => '',
  'member.removed': ({ target }) => target.id,
  'member.banned': ({ target }) => target.id,
  'member.unbanned': ({ target }) => target.id,
  'member.muted': ({ target, until }) => `${target.id} ${until}`,
  'member.role': ({ target, role }) => `${target.id} ${role}`,
  'message.posted': ({ body, replyTo = '' }) => textContent(body, replyTo),
  'message.edited': ({ body, id }) => textContent(body, id),
  'message.deleted': ({ id }) => id,
  'message.pinned': ({ id }) => id,
  'message.unpinned': ({ id }) => id,
  'reaction.added': ({ id, emoji }) => `${id} ${emoji}`,
  'reaction.removed': ({ id, emoji }) => `${id} ${emoji}`,
};

export function contentOf(event: RoomEvent): Content {
  return (SAYINGS[event.type] as (event: RoomEvent) => Content)(event);
}

/** A text as a number that stands for it: thousands are remembered. A deleted message's text is empty, which no text is. */
export function textContent(body: string, about: string): Content {
  if (body === '') return null;
  return about === '' ? hashOf(body) : `${about} ${hashOf(body)}`;
}

/** 53 bits: enough to notice another text under the same id, not meant to withstand somebody who looks for one. (cyrb53, public domain) */
function hashOf(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 2_654_435_761);
    low = Math.imul(low ^ unit, 1_597_334_677);
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return 4_294_967_296 * (2_097_151 & low) + (high >>> 0);
}
