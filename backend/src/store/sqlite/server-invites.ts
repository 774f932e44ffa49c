import { LIMITS } from '../../contract/limits.ts';
import type { Ceiling, InviteWrites, NewServerInvite } from '../invites.ts';
import type { Database } from './database.ts';
import { prepared, type Prepared } from './prepared.ts';
import { INVITE_USES } from './queries.ts';

const ENTRIES = '(SELECT count(*) FROM invite_entries AS entered WHERE entered.invite = invite.id)';
const INVITER = 'CROSS JOIN users AS inviter ON inviter.id = invite.created_by AND inviter.deactivated_at IS NULL';
const OPEN = 'invite.code = :code AND (invite.expires_at IS NULL OR invite.expires_at > :at)';

const SERVER_INVITES = {
  forgetOver: `DELETE FROM server_invites AS invite WHERE created_by = :createdBy AND (expires_at <= :now OR max_uses <= ${ENTRIES})`,
  count: 'SELECT count(*) AS count FROM server_invites WHERE created_by = :createdBy',
  add: `
    INSERT INTO server_invites (id, code, role, created_by, created_at, expires_at, max_uses)
    VALUES (:id, :code, :role, :createdBy, :createdAt, :expiresAt, :maxUses)`,
  end: 'DELETE FROM server_invites WHERE code = :code',
  openToServer: `
    SELECT invite.id AS id, invite.role AS ceiling FROM server_invites AS invite ${INVITER}
    WHERE ${OPEN} AND (invite.max_uses IS NULL OR invite.max_uses > ${ENTRIES})`,
  openToRoom: `
    SELECT invite.id AS id, CASE WHEN EXISTS (SELECT 1 FROM accounts WHERE user = invite.created_by) THEN 'member' ELSE 'guest' END AS ceiling
    FROM invites AS invite ${INVITER} WHERE ${OPEN} AND (invite.max_uses IS NULL OR invite.max_uses > ${INVITE_USES})`,
  enter: 'INSERT OR IGNORE INTO invite_entries (invite, user) VALUES (:invite, :user)',
  setCeiling: 'UPDATE users SET ceiling = :ceiling WHERE id = :user',
} as const;

/** Invitations to the server, and coming in by one of whatever kind: counted in the transaction that lets somebody in. */
export class ServerInvites implements Pick<InviteWrites, 'createServerInvite' | 'endServerInvite'> {
  readonly #statements: Prepared<typeof SERVER_INVITES>;

  constructor(database: Database) {
    this.#statements = prepared(database, SERVER_INVITES);
  }

  createServerInvite(invite: NewServerInvite): boolean {
    const { createdBy, createdAt } = invite;
    this.#statements.forgetOver.run({ createdBy, now: createdAt });
    const { count } = this.#statements.count.get({ createdBy }) as { count: number };
    if (count >= LIMITS.invitesPerPerson) return false;
    this.#statements.add.run({ ...invite });
    return true;
  }

  endServerInvite(code: string): void {
    this.#statements.end.run({ code });
  }

  /** null: it is over. */
  find(code: string, at: number): { id: string; ceiling: Ceiling } | null {
    const found = this.#statements.openToServer.get({ code, at }) ?? this.#statements.openToRoom.get({ code, at });
    return found === undefined ? null : (found as { id: string; ceiling: Ceiling });
  }

  /** After the person is stored. */
  use({ id: invite, ceiling }: { id: string; ceiling: Ceiling }, user: string): void {
    this.#statements.enter.run({ invite, user });
    this.#statements.setCeiling.run({ ceiling, user });
  }
}
