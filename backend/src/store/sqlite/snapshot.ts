import type { Author, Message } from '../../contract/room-events.ts';
import type { RoomSnapshot } from '../store.ts';
import { sentBefore } from './sent-before.ts';

export type RoomState = Omit<RoomSnapshot, 'members' | 'recent'> & { key: number };

export function snapshotOf({ key: _, ...room }: RoomState, { members, recent }: { members: Author[]; recent: Message[] }): Uint8Array<ArrayBuffer> {
  const snapshot: RoomSnapshot = { ...room, members, recent: recent.map(sentBefore) };
  return new TextEncoder().encode(JSON.stringify(snapshot));
}
