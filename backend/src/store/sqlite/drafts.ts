import { LIMITS } from '../../contract/limits.ts';
import type { OwnPlaceWrites } from '../own-places.ts';
import type { Database, StatementSync } from './database.ts';

export const DRAFTS = {
  memberOf: 'SELECT room.key AS room FROM rooms AS room CROSS JOIN members AS member ON member.room = room.key AND member.user = :user WHERE room.id = :id',
  save: `
    INSERT INTO drafts (user, room, body, reply_to, at) VALUES (:user, :room, :body, :replyTo, :at)
    ON CONFLICT (user, room) DO UPDATE SET body = excluded.body, reply_to = excluded.reply_to, at = excluded.at`,
  remove: 'DELETE FROM drafts WHERE user = :user AND room = :room',
  forgetOldest: 'DELETE FROM drafts WHERE user = :user AND room IN (SELECT room FROM drafts WHERE user = :user ORDER BY at DESC LIMIT -1 OFFSET :most)',
} as const;

/** What people have begun to write and not said yet. */
export class Drafts implements Pick<OwnPlaceWrites, 'setDraft'> {
  readonly #statements: Record<keyof typeof DRAFTS, StatementSync>;

  constructor(database: Database) {
    const prepared = Object.entries(DRAFTS).map(([name, sql]) => [name, database.prepare(sql)]);
    this.#statements = Object.fromEntries(prepared) as Record<keyof typeof DRAFTS, StatementSync>;
  }

  setDraft({ roomId, userId: user, draft: { body, replyTo, at } }: Parameters<OwnPlaceWrites['setDraft']>[0]): boolean {
    const { room } = (this.#statements.memberOf.get({ id: roomId, user }) ?? {}) as { room?: number };
    if (room === undefined) return false;
    if (body === '') this.#statements.remove.run({ user, room });
    else {
      this.#statements.save.run({ user, room, body, replyTo: replyTo ?? null, at });
      this.#statements.forgetOldest.run({ user, most: LIMITS.draftsPerPerson });
    }
    return true;
  }
}
