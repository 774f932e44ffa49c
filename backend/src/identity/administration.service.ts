import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { AuditAction, AuditEntry, KnownPerson, ResetLink, ServerSettings } from '../contract/administration.ts';
import type { Author } from '../contract/room-events.ts';
import type { AccountRole } from '../store/accounts.ts';
import type { AuditQuery, NewAuditEntry, PeopleQuery, PersonChange, PersonRefusal } from '../store/administration.ts';
import { Store, type StoredSession } from '../store/store.ts';
import { ChatError } from '../wire/chat-error.ts';
import { searchKeyOf } from '../wire/names.ts';
import { Passwords } from './passwords.ts';
import { SessionsService } from './sessions.service.ts';

/** Who acts, and why; null is whoever runs the server, from its command line. */
export interface Act {
  actor: Author | null;
  why?: string | undefined;
}

const CODE_BYTES = 24;
const RESET_MS = 24 * 3_600_000;

/** What administrators do to people. Each act and its entry in the audit list are one; nothing here knows of requests. */
@Injectable()
export class AdministrationService {
  readonly #store: Store;
  readonly #sessions: SessionsService;
  readonly #passwords: Passwords;

  constructor(store: Store, sessions: SessionsService, passwords: Passwords) {
    this.#store = store;
    this.#sessions = sessions;
    this.#passwords = passwords;
  }

  people({ search, ...query }: PeopleQuery): Promise<KnownPerson[]> {
    return this.#store.readBulk('everybody', { ...query, search: searchKeyOf(search.trim()) });
  }

  /** Throws NOT_FOUND. */
  async person(userId: string): Promise<KnownPerson> {
    const person = await this.#store.read('knownPerson', userId);
    if (person === null) throw REFUSALS.unknown();
    return person;
  }

  /** Their open sockets come anew, so that nothing goes by what they were. */
  async setRole(userId: string, role: AccountRole, act: Act): Promise<KnownPerson> {
    const { person } = await this.#change(userId, { role }, { action: 'person.role', act, changes: { role } });
    this.#sessions.changed(person, role);
    this.#sessions.roleChanged.next(userId);
    return this.person(userId);
  }

  /** Nothing more reaches them from that moment on. */
  async setDeactivated(userId: string, deactivated: boolean, act: Act): Promise<KnownPerson> {
    const action = deactivated ? 'person.deactivated' : 'person.reactivated';
    const { ended } = await this.#change(userId, { deactivated }, { action, act, changes: {} });
    ended.forEach((tokenHash) => this.#sessions.over(tokenHash, 'revoked'));
    return this.person(userId);
  }

  /** For whoever has lost it: their password alone lets them in. */
  async removeSecondFactor(userId: string, act: Act): Promise<KnownPerson> {
    await this.#change(userId, { secondFactor: false }, { action: 'person.second-factor-removed', act, changes: {} });
    return this.person(userId);
  }

  /** A code by which somebody who has forgotten their password gives themselves a new one, once. */
  async makeReset(userId: string, act: Act): Promise<ResetLink> {
    const person = await this.person(userId);
    const code = randomBytes(CODE_BYTES).toString('base64url');
    const expiresAt = Date.now() + RESET_MS;
    const isMade = await this.#store.write('setReset', { userId, codeHash: hashOf(code), expiresAt, entry: entryOf(act, 'person.reset-link', person) });
    if (!isMade) throw REFUSALS['no account']();
    return { code, expiresAt };
  }

  /** Whose password it is. Throws NOT_FOUND. */
  async resetOf(code: string): Promise<Author> {
    const person = await this.#store.read('reset', hashOf(code), Date.now());
    if (person === null) throw RESET_OVER();
    return person;
  }

  /** All sessions end. Throws NOT_FOUND where the code is worth nothing any more. */
  async useReset(code: string, wanted: string): Promise<void> {
    await this.resetOf(code);
    const password = await this.#passwords.hash(wanted);
    const done = await this.#store.write('useReset', { codeHash: hashOf(code), at: Date.now(), password });
    if (done === null) throw RESET_OVER();
    done.ended.forEach((tokenHash) => this.#sessions.over(tokenHash, 'revoked'));
  }

  sessionsOf(userId: string): Promise<StoredSession[]> {
    return this.#store.read('sessionsOf', userId);
  }

  async signOut(userId: string, act: Act): Promise<void> {
    const person = await this.person(userId);
    await this.#store.write('addAudit', entryOf(act, 'person.signed-out', person));
    await this.#sessions.endAllOf(userId);
  }

  /** What was done elsewhere, to a room for example. */
  record(action: AuditAction, target: Author, { changes = {}, ...act }: Act & { changes?: NewAuditEntry['changes'] }): Promise<void> {
    return this.#store.write('addAudit', { ...entryOf(act, action, target), changes });
  }

  audit(query: AuditQuery): Promise<AuditEntry[]> {
    return this.#store.readBulk('audit', query);
  }

  async #change(userId: string, change: PersonChange, { action, act, changes }: { action: AuditAction; act: Act; changes: Partial<ServerSettings> | PersonChange }): Promise<{ person: Author; ended: string[] }> {
    const { id, name } = await this.person(userId);
    const person = { id, name };
    const outcome = await this.#store.write('setPerson', { userId, change, asFirst: false, entry: { ...entryOf(act, action, person), changes: { ...changes } } });
    if (typeof outcome === 'string') throw REFUSALS[outcome]();
    return { person, ended: outcome.ended };
  }
}

function entryOf({ actor, why }: Act, action: AuditAction, target: Author): NewAuditEntry {
  return { at: Date.now(), actor, action, target: { id: target.id, name: target.name }, why: why ?? null, changes: {} };
}

const RESET_OVER = () => new ChatError('NOT_FOUND', 'This link is over. Ask an administrator for a new one.');

const REFUSALS: Record<PersonRefusal, () => ChatError> = {
  unknown: () => new ChatError('NOT_FOUND', 'There is no such person.'),
  'no account': () => new ChatError('INVALID', 'A guest has no account: no role, and no password.'),
  'last administrator': () => new ChatError('CONFLICT', 'This is the last administrator. Make somebody else one first.'),
  'has an administrator': () => new ChatError('CONFLICT', 'This server has an administrator already.'),
};

/** A code has 192 random bits: nobody finds it by trying hashes. */
function hashOf(code: string): string {
  return createHash('sha256').update(code).digest('base64url');
}
