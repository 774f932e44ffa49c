import type { PushDevice } from '../../contract/push.ts';
import type { PushReads, PushTarget } from '../push.ts';
import type { Database, StatementSync } from './database.ts';

const DEVICE = `json_object('endpoint', device.endpoint, 'keys', json_object('p256dh', device.p256dh, 'auth', device.auth),
  'detail', device.detail, 'language', device.language, 'quiet', json(device.quiet))`;

export const PUSH_TARGETS = {
  device: `SELECT ${DEVICE} AS device FROM push_devices AS device WHERE endpoint = :endpoint AND user = :user`,
  devicesOf: `SELECT ${DEVICE} AS device FROM push_devices AS device WHERE user = :user`,
  /** Members one after the other, each with their devices; few have any. */
  inRoom: `
    SELECT member.user AS userId, position.ordinal AS readOrdinal, position.level AS level, position.muted_until AS mutedUntil, json_group_array(${DEVICE}) AS devices
    FROM rooms AS room CROSS JOIN members AS member ON member.room = room.key CROSS JOIN push_devices AS device ON device.user = member.user
      CROSS JOIN read_positions AS position ON position.room = member.room AND position.user = member.user
    WHERE room.id = :room AND member.user > :after GROUP BY member.user ORDER BY member.user LIMIT :limit`,
} as const;

/** Who has devices that are told of messages, and what of them. */
export class PushTargets implements PushReads {
  readonly #statements: Record<keyof typeof PUSH_TARGETS, StatementSync>;

  constructor(database: Database) {
    const prepared = Object.entries(PUSH_TARGETS).map(([name, sql]) => [name, database.prepare(sql)]);
    this.#statements = Object.fromEntries(prepared) as Record<keyof typeof PUSH_TARGETS, StatementSync>;
  }

  pushDevice({ endpoint, userId }: Parameters<PushReads['pushDevice']>[0]): PushDevice | null {
    const row = this.#statements.device.get({ endpoint, user: userId });
    return row === undefined ? null : withoutNull(JSON.parse(row['device'] as string) as Row);
  }

  pushDevicesOf(userId: string): PushDevice[] {
    return this.#statements.devicesOf.all({ user: userId }).map(({ device }) => withoutNull(JSON.parse(device as string) as Row));
  }

  pushTargets({ roomId, after, limit }: Parameters<PushReads['pushTargets']>[0]): PushTarget[] {
    return this.#statements.inRoom.all({ room: roomId, after, limit }).map(({ devices, ...target }) => ({
      ...(target as Omit<PushTarget, 'devices'>),
      devices: (JSON.parse(devices as string) as Row[]).map(withoutNull),
    }));
  }
}

type Row = Omit<PushDevice, 'quiet'> & { quiet: NonNullable<PushDevice['quiet']> | null };

function withoutNull({ quiet, ...device }: Row): PushDevice {
  return { ...device, ...(quiet !== null && { quiet }) };
}
