import type { AuditEntry, KnownPerson, KnownRoom } from '../../contract/administration.ts';
import type { ServerRole } from '../../contract/principal.ts';
import type { Author } from '../../contract/room-events.ts';
import type { AdministrationReads, AuditQuery, PeopleQuery } from '../administration.ts';
import type { SecondFactorReads, StoredSecondFactor } from '../second-factors.ts';
import { AccountsReader } from './accounts-reader.ts';
import type { Database } from './database.ts';
import { prepared, type Prepared } from './prepared.ts';
import { type Row, toAuthor } from './rows.ts';

const PERSON = `
  SELECT person.id AS id, person.name AS name, coalesce(account.role, 'guest') AS role, account.login AS login, person.created_at AS createdAt,
    person.deactivated_at AS deactivatedAt, (SELECT max(used_at) FROM sessions WHERE user = person.id) AS usedAt,
    (SELECT count(*) FROM sessions WHERE user = person.id) AS sessions,
    EXISTS (SELECT 1 FROM second_factors WHERE user = person.id AND confirmed = 1) AS secondFactor
  FROM users AS person LEFT JOIN accounts AS account ON account.user = person.id`;
const OF_KIND = `(
  CASE :kind WHEN 'all' THEN 1 WHEN 'deactivated' THEN person.deactivated_at IS NOT NULL WHEN 'guest' THEN account.user IS NULL ELSE account.role = :kind END)`;

const ROOM = `
  SELECT room.id AS id, room.slug AS slug, room.name AS name, room.created_at AS createdAt, room.archived_at AS archivedAt, room.last_at AS lastAt,
    room.last_ordinal AS messages, (SELECT count(*) FROM members AS inside WHERE inside.room = room.key) AS members,
    (SELECT json_group_array(json_object('id', owner.user, 'name', coalesce(person.name, owner.name)))
      FROM members AS owner LEFT JOIN users AS person ON person.id = owner.user WHERE owner.room = room.key AND owner.role = 'owner') AS owners
  FROM rooms AS room WHERE room.visibility = 'public'`;

const ADMINISTRATION_READS = {
  secondFactor: 'SELECT secret, confirmed FROM second_factors WHERE user = :user',
  settings: 'SELECT name, value FROM server_settings',
  everybody: `
    ${PERSON} WHERE (person.search_key, person.id) > (:afterKey, :afterId) AND ${OF_KIND}
      AND (instr(person.search_key, :search) > 0 OR instr(account.login_key, :search) > 0)
    ORDER BY person.search_key, person.id LIMIT :limit`,
  knownPerson: `${PERSON} WHERE person.id = :user`,
  place: 'SELECT search_key AS key FROM users WHERE id = :id',
  audit: `
    SELECT id, at, actor, actor_name AS actorName, action, target, target_name AS targetName, why, changes FROM audit
    WHERE id < :before AND (:action IS NULL OR action = :action) AND (:person IS NULL OR actor = :person OR target = :person)
    ORDER BY id DESC LIMIT :limit`,
  publicRooms: `${ROOM} AND room.key > coalesce((SELECT key FROM rooms WHERE id = :after), 0) AND instr(room.search_key, :search) > 0 ORDER BY room.key LIMIT :limit`,
  publicRoom: `${ROOM} AND room.id = :id`,
  reset: `
    SELECT person.id AS id, person.name AS name FROM password_resets AS reset CROSS JOIN users AS person ON person.id = reset.user
    WHERE reset.code_hash = :codeHash AND reset.expires_at > :at AND person.deactivated_at IS NULL`,
} as const;

interface PersonRow extends Author {
  role: ServerRole;
  login: string | null;
  createdAt: number;
  deactivatedAt: number | null;
  usedAt: number | null;
  sessions: number;
  secondFactor: number;
}

type AuditRow = Omit<AuditEntry, 'actor' | 'target' | 'changes'> & { actor: string | null; actorName: string; target: string | null; targetName: string | null; changes: string };

/** What administrators see. */
export class AdministrationReader extends AccountsReader implements AdministrationReads, SecondFactorReads {
  readonly #statements: Prepared<typeof ADMINISTRATION_READS>;

  constructor(database: Database) {
    super(database);
    this.#statements = prepared(database, ADMINISTRATION_READS);
  }

  settings(): Record<string, unknown> {
    const rows = this.#statements.settings.all() as { name: string; value: string }[];
    return Object.fromEntries(rows.map(({ name, value }) => [name, JSON.parse(value) as unknown]));
  }

  everybody({ search, kind, after, limit }: PeopleQuery): KnownPerson[] {
    const place = after === null ? undefined : (this.#statements.place.get({ id: after }) as { key: string } | undefined);
    return this.#statements.everybody.all({ search, kind, limit, afterKey: place?.key ?? '', afterId: after ?? '' }).map(toPerson);
  }

  secondFactor(userId: string): StoredSecondFactor | null {
    const row = this.#statements.secondFactor.get({ user: userId }) as { secret: string; confirmed: number } | undefined;
    return row === undefined ? null : { secret: row.secret, isConfirmed: row.confirmed === 1 };
  }

  knownPerson(userId: string): KnownPerson | null {
    const row = this.#statements.knownPerson.get({ user: userId });
    return row === undefined ? null : toPerson(row);
  }

  audit({ action, personId: person, before, limit }: AuditQuery): AuditEntry[] {
    return this.#statements.audit.all({ action, person, before: before ?? Number.MAX_SAFE_INTEGER, limit }).map(toEntry);
  }

  publicRooms(query: { search: string; after: string | null; limit: number }): KnownRoom[] {
    return this.#statements.publicRooms.all(query).map(toKnownRoom);
  }

  publicRoom(roomId: string): KnownRoom | null {
    const row = this.#statements.publicRoom.get({ id: roomId });
    return row === undefined ? null : toKnownRoom(row);
  }

  reset(codeHash: string, at: number): Author | null {
    const row = this.#statements.reset.get({ codeHash, at });
    return row === undefined ? null : toAuthor(row);
  }
}

function toPerson(row: Row): KnownPerson {
  const { id, name, role, login, createdAt, usedAt, sessions, deactivatedAt, secondFactor } = row as unknown as PersonRow;
  const maybe = { ...(login !== null && { login }), ...(usedAt !== null && { usedAt }), ...(deactivatedAt !== null && { deactivatedAt }), ...(secondFactor === 1 && { secondFactor: true as const }) };
  return { id, name, kind: role === 'guest' ? 'guest' : 'member', role, createdAt, sessions, ...maybe };
}

function toEntry(row: Row): AuditEntry {
  const { actor, actorName, target, targetName, changes, ...entry } = row as unknown as AuditRow;
  return {
    ...entry,
    actor: actor === null ? null : { id: actor, name: actorName },
    target: target === null ? null : { id: target, name: targetName ?? '' },
    changes: JSON.parse(changes) as Record<string, unknown>,
  };
}

function toKnownRoom(row: Row): KnownRoom {
  const { archivedAt, owners, ...room } = row as unknown as Omit<KnownRoom, 'archivedAt' | 'owners'> & { archivedAt: number | null; owners: string };
  return { ...room, ...(archivedAt !== null && { archivedAt }), owners: JSON.parse(owners) as Author[] };
}
