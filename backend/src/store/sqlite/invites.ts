import { LIMITS } from '../../contract/limits.ts';
import type { RoomEventOf } from '../../contract/room-events.ts';
import type { InviteWrites, NewInvite } from '../invites.ts';
import type { Database, StatementSync } from './database.ts';
import { RefusedEventError } from './projections/refused-event-error.ts';
import { INVITE_USES, READS } from './queries.ts';

/** Who may come in by which link. Those that are over go when the next is made. */
const INVITES = {
  forgetOver: `
    DELETE FROM invites AS invite WHERE room = :room AND (expires_at <= :now OR max_uses <= ${INVITE_USES})`,
  count: 'SELECT count(*) AS count FROM invites WHERE room = :room',
  add: `
    INSERT INTO invites (id, code, room, created_by, created_at, expires_at, max_uses)
    VALUES (:id, :code, :room, :createdBy, :createdAt, :expiresAt, :maxUses)`,
  end: 'DELETE FROM invites WHERE code = :code',
  open: `
    SELECT 1 FROM invites AS invite WHERE id = :invite AND room = :room AND (expires_at IS NULL OR expires_at > :at)
      AND (max_uses IS NULL OR max_uses > ${INVITE_USES} OR EXISTS (SELECT 1 FROM invite_entries AS entered WHERE entered.invite = :invite AND entered.user = :user))`,
} as const;

/** The invitations themselves; how often each was used is in the log. */
export class Invites implements Pick<InviteWrites, 'createInvite' | 'endInvite'> {
  readonly #statements: Record<keyof typeof INVITES | 'roomKey', StatementSync>;

  constructor(database: Database) {
    const prepared = Object.entries({ ...INVITES, roomKey: READS.roomKey }).map(([name, sql]) => [name, database.prepare(sql)]);
    this.#statements = Object.fromEntries(prepared) as Record<keyof typeof INVITES | 'roomKey', StatementSync>;
  }

  createInvite({ roomId, ...invite }: NewInvite): boolean {
    const { key: room } = this.#statements.roomKey.get({ id: roomId }) as { key: number };
    this.#statements.forgetOver.run({ room, now: invite.createdAt });
    const { count } = this.#statements.count.get({ room }) as { count: number };
    if (count >= LIMITS.invitesPerRoom) return false;
    this.#statements.add.run({ ...invite, room });
    return true;
  }

  endInvite(code: string): void {
    this.#statements.end.run({ code });
  }

  /** Throws RefusedEventError where it was ended, is too old, or was used as often as it may be. */
  require(room: number, { seq, at, author, invite }: RoomEventOf<'member.joined'>): void {
    if (invite !== undefined && this.#statements.open.get({ room, invite, at, user: author.id }) === undefined) throw new RefusedEventError(seq, 'NOT_FOUND');
  }
}
