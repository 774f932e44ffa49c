import type { RoomEvent } from '../../contract/room-events.ts';
import type { RoomRole } from '../../contract/room.ts';
import { firstResultOf } from '../first-result.ts';
import type { RoomSnapshot, Sanction } from '../store.ts';
import { toPolicy } from './rows.ts';

export type RoomState = Pick<RoomSnapshot, 'roomId' | 'kind' | 'epoch' | 'head' | 'lastOrdinal' | 'lastAt' | 'name' | 'topic' | 'visibility'> & {
  key: number;
  /** JSON. */
  policy: string;
  archivedAt: number | null;
};

interface Parts {
  members: { id: string; role: RoomRole }[];
  sanctions: { userId: string; banned: number; mutedUntil: number }[];
  pins: { message: number; seq: number }[];
  /** Oldest first. */
  newest: RoomEvent[];
}

export function snapshotOf({ key: _, archivedAt, policy, ...room }: RoomState, { members, sanctions, pins, newest }: Parts): Uint8Array<ArrayBuffer> {
  const snapshot: RoomSnapshot = {
    ...room,
    policy: toPolicy(policy),
    archived: archivedAt !== null,
    members: members.map(({ id }) => id),
    roles: Object.fromEntries(members.filter(({ role }) => role !== 'member').map(({ id, role }) => [id, role])),
    sanctions: sanctions.map(({ banned, ...sanction }): Sanction => ({ ...sanction, banned: banned === 1 })),
    pins: pins.sort((a, b) => a.seq - b.seq).map(({ message }) => message),
    recent: newest.flatMap((event) => firstResultOf(event) ?? []),
  };
  return new TextEncoder().encode(JSON.stringify(snapshot));
}
