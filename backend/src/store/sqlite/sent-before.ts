import type { MessagePosted } from '../../contract/room-events.ts';
import type { SentBefore } from '../store.ts';

export function sentBefore({ author, clientId, seq, ordinal, at, id }: MessagePosted): SentBefore {
  return { authorId: author.id, clientId, seq, ordinal, at, id };
}
