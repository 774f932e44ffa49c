import { foldText, searchableText } from '../../../contract/search-text.ts';
import type { Message } from '../../../contract/room-events.ts';
import type { SearchHas } from '../../../contract/search-query.ts';
import { authorMark, hasMark, mentionMark, roomMark, tokensOf } from './tokens.ts';

const LINK = /https?:\/\/\S/iu;
const CODE = /`[^`]/u;

export function foldedBody(message: Message): string {
  return foldText(searchableText(message.body)).trim();
}

/** Of what is attached to a message: all that the search wants to know. */
interface Attached {
  /** Such as image/png. */
  type?: string;
}

export function kindsOf(message: Message & { attachments?: readonly Attached[] }): SearchHas[] {
  const kinds: SearchHas[] = [];
  const { attachments = [] } = message;
  if (attachments.length > 0) kinds.push('file');
  if (attachments.some(({ type }) => type?.startsWith('image/') === true)) kinds.push('image');
  if (LINK.test(message.body)) kinds.push('link');
  if (CODE.test(message.body)) kinds.push('code');
  return kinds;
}

/** All that the index has of a message, in the form it takes and gives back. */
export function indexedText(room: number, message: Message): string {
  const marks = [roomMark(room), authorMark(message.author.id), ...kindsOf(message).map(hasMark), ...(message.mentions ?? []).map(mentionMark)];
  return [...marks, ...tokensOf(foldedBody(message))].join(' ');
}
