import type { Hook } from '../../contract/hooks.ts';
import { LIMITS } from '../../contract/limits.ts';
import type { HookReads, HookWrites } from '../hooks.ts';
import type { Database, StatementSync } from './database.ts';
import type { People } from './people.ts';
import { READS } from './queries.ts';
import type { Row } from './rows.ts';

export const HOOK_WRITES = {
  roomKey: READS.roomKey,
  count: 'SELECT count(*) AS count FROM hooks WHERE room = :room',
  add: 'INSERT INTO hooks (id, secret_hash, room, created_by, created_at) VALUES (:id, :secretHash, :room, :createdBy, :createdAt)',
  end: 'DELETE FROM hooks WHERE id = :id',
  used: 'UPDATE hooks SET used_at = :at WHERE id = :id',
} as const;

const HOOK = `
  SELECT hook.id AS id, room.id AS roomId, bot.name AS name, hook.created_by AS byId, maker.name AS byName, hook.created_at AS createdAt, hook.used_at AS usedAt
  FROM hooks AS hook CROSS JOIN rooms AS room ON room.key = hook.room CROSS JOIN users AS bot ON bot.id = hook.id CROSS JOIN users AS maker ON maker.id = hook.created_by`;

export const HOOK_READS = {
  byId: `${HOOK} WHERE hook.id = :id`,
  bySecret: `${HOOK} WHERE hook.secret_hash = :secretHash`,
  ofRoom: `${HOOK} WHERE hook.room = (SELECT key FROM rooms WHERE id = :roomId) ORDER BY hook.created_at`,
} as const;

/** Doors for programs, each with the author of what comes by it. */
export class Hooks implements HookWrites {
  readonly #people: People;
  readonly #statements: Record<keyof typeof HOOK_WRITES, StatementSync>;

  constructor(database: Database, people: People) {
    this.#people = people;
    const prepared = Object.entries(HOOK_WRITES).map(([name, sql]) => [name, database.prepare(sql)]);
    this.#statements = Object.fromEntries(prepared) as Record<keyof typeof HOOK_WRITES, StatementSync>;
  }

  createHook({ id, name, roomId, secretHash, createdBy, createdAt }: Parameters<HookWrites['createHook']>[0]): boolean {
    const { key: room } = this.#statements.roomKey.get({ id: roomId }) as { key: number };
    const { count } = this.#statements.count.get({ room }) as { count: number };
    if (count >= LIMITS.hooksPerRoom) return false;
    this.#people.save({ id, name }, createdAt);
    this.#statements.add.run({ id, secretHash, room, createdBy, createdAt });
    return true;
  }

  endHook(id: string): void {
    this.#statements.end.run({ id });
  }

  hookUsed(id: string, at: number): void {
    this.#statements.used.run({ id, at });
  }
}

export class HookQueries implements HookReads {
  readonly #statements: Record<keyof typeof HOOK_READS, StatementSync>;

  constructor(database: Database) {
    const prepared = Object.entries(HOOK_READS).map(([name, sql]) => [name, database.prepare(sql)]);
    this.#statements = Object.fromEntries(prepared) as Record<keyof typeof HOOK_READS, StatementSync>;
  }

  hook(id: string): Hook | null {
    return toHook(this.#statements.byId.get({ id }));
  }

  hookBySecret(secretHash: string): Hook | null {
    return toHook(this.#statements.bySecret.get({ secretHash }));
  }

  hooks(roomId: string): Hook[] {
    return this.#statements.ofRoom.all({ roomId }).flatMap((row) => toHook(row) ?? []);
  }
}

function toHook(row: Row | undefined): Hook | null {
  if (row === undefined) return null;
  const { byId, byName, ...hook } = row;
  return { ...(hook as unknown as Omit<Hook, 'createdBy'>), createdBy: { id: byId as string, name: byName as string } };
}
