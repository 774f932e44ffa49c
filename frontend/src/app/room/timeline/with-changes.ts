import { foldMessage } from '@contract/fold-message';
import type { Author, Message, RoomEvent } from '@contract/room-events';
import type { MessageChange, OutboxItem } from '../outbox/outbox-items';

/** After everything that the log holds or will hold while this is shown. */
const BEYOND = Number.MAX_SAFE_INTEGER - 1_000_000;

type Sending = OutboxItem & { change: MessageChange };

export function isChange(item: OutboxItem): item is Sending {
  return item.change !== undefined;
}

/** The message as it will be when what waits for it is stored. What has failed changes nothing. */
export function withChanges(message: Message, changes: readonly Sending[], self: Author): Message {
  const events = changes.filter(({ state }) => state !== 'failed').map((item, index) => eventOf(item, { author: self, seq: BEYOND + index }));
  return events.reduce(foldMessage, message);
}

function eventOf({ at, body, change }: Sending, { author, seq }: { author: Author; seq: number }): RoomEvent {
  const base = { seq, at, author, id: change.id };
  switch (change.type) {
    case 'edit':
      return { ...base, type: 'message.edited', body };
    case 'delete':
      return { ...base, type: 'message.deleted' };
    case 'pin':
      return { ...base, type: change.on ? 'message.pinned' : 'message.unpinned' };
    case 'reaction':
      return { ...base, type: change.on ? 'reaction.added' : 'reaction.removed', emoji: change.emoji };
  }
}
