import type { RoomChanges } from '@contract/room-events';
import type { Room, RoomPolicy, Visibility } from '@contract/room';

/** What can be set of a room, as it stands in the form. */
export interface RoomDraft {
  name: string;
  topic: string;
  visibility: Visibility;
  posting: RoomPolicy['posting'];
  slowModeSeconds: number;
  archived: boolean;
}

export function draftOf({ name, topic, visibility, policy, archivedAt }: Room): RoomDraft {
  return { name, topic, visibility, posting: policy.posting, slowModeSeconds: policy.slowModeSeconds, archived: archivedAt !== undefined };
}

/** What is another than it was when the form was opened; what somebody else has changed meanwhile stays theirs. */
export function changesIn(draft: RoomDraft, room: Room): RoomChanges {
  const before = draftOf(room);
  const now = { ...draft, name: draft.name.trim(), topic: draft.topic.trim() };
  const { policy } = room;
  const isPolicyChanged = now.posting !== before.posting || now.slowModeSeconds !== before.slowModeSeconds;
  return {
    ...(now.name !== before.name && { name: now.name }),
    ...(now.topic !== before.topic && { topic: now.topic }),
    ...(now.visibility !== before.visibility && { visibility: now.visibility }),
    ...(isPolicyChanged && { policy: { ...policy, posting: now.posting, slowModeSeconds: now.slowModeSeconds } }),
    ...(now.archived !== before.archived && { archived: now.archived }),
  };
}
