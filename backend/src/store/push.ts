import type { PushDevice } from '../contract/push.ts';
import type { NotifyLevel } from '../contract/room.ts';

/** A browser of somebody's that is told of messages; it goes with the session it was given in. */
export interface StoredPushDevice extends PushDevice {
  userId: string;
  tokenHash: string;
  createdAt: number;
}

/** A member of a room who has such browsers, and what they want to hear of the room. */
export interface PushTarget {
  userId: string;
  readOrdinal: number;
  level: NotifyLevel;
  mutedUntil: number | null;
  devices: PushDevice[];
}

export interface PushWrites {
  /** In the place of what was known under its endpoint. Above `LIMITS.pushDevices` the person's oldest gives way. */
  savePushDevice(device: StoredPushDevice): void;
  /** null: whosever it is. */
  forgetPushDevice(device: { endpoint: string; userId: string | null }): void;
}

export interface PushReads {
  pushDevice(device: { endpoint: string; userId: string }): PushDevice | null;
  pushDevicesOf(userId: string): PushDevice[];
  /** In the order of their ids, after the one that is named. */
  pushTargets(query: { roomId: string; after: string; limit: number }): PushTarget[];
}
