import { Injectable, inject } from '@angular/core';
import type { AuditEntry, AuditFilter, ChangePerson, ChangeRoom, ChangeSettings, Confirmation, KnownPerson, KnownRoom, PeopleFilter, ResetLink, ServerSettings } from '@contract/administration';
import type { Guard } from '../api/answers';
import { ApiClient } from '../api/api-client';

const ADDRESS = '/api/admin';

function has<T>(...keys: string[]): Guard<T> {
  return (answer): answer is T => typeof answer === 'object' && answer !== null && keys.every((key) => key in answer);
}

function listOf<T>(is: Guard<T>): Guard<T[]> {
  return (answer): answer is T[] => Array.isArray(answer) && answer.every(is);
}

const isPerson = has<KnownPerson>('id', 'name', 'role', 'sessions');
const isRoom = has<KnownRoom>('id', 'slug', 'name', 'owners');
const isEntry = has<AuditEntry>('id', 'at', 'action');
const isSettings = has<ServerSettings>('name', 'access', 'guests');

/** What administrators see and do. Everything fails with a `CommandError`. */
@Injectable({ providedIn: 'root' })
export class AdminApi {
  readonly #rest = inject(ApiClient);

  people(filter: PeopleFilter): Promise<KnownPerson[]> {
    return this.#rest.get(`${ADDRESS}/users?${queryOf({ ...filter })}`, listOf(isPerson));
  }

  changePerson(id: string, wish: ChangePerson): Promise<KnownPerson> {
    return this.#rest.patch(`${ADDRESS}/users/${encodeURIComponent(id)}`, wish, isPerson);
  }

  makeReset(id: string, wish: Confirmation): Promise<ResetLink> {
    return this.#rest.post(`${ADDRESS}/users/${encodeURIComponent(id)}/reset`, wish, has<ResetLink>('code', 'expiresAt'));
  }

  signOut(id: string): Promise<void> {
    return this.#rest.delete(`${ADDRESS}/users/${encodeURIComponent(id)}/sessions`);
  }

  rooms(filter: { query: string; after?: string }): Promise<KnownRoom[]> {
    return this.#rest.get(`${ADDRESS}/rooms?${queryOf(filter)}`, listOf(isRoom));
  }

  changeRoom(id: string, wish: ChangeRoom): Promise<KnownRoom> {
    return this.#rest.patch(`${ADDRESS}/rooms/${encodeURIComponent(id)}`, wish, isRoom);
  }

  settings(): Promise<ServerSettings> {
    return this.#rest.get(`${ADDRESS}/settings`, isSettings);
  }

  changeSettings(wish: ChangeSettings): Promise<ServerSettings> {
    return this.#rest.patch(`${ADDRESS}/settings`, wish, isSettings);
  }

  audit(filter: AuditFilter): Promise<AuditEntry[]> {
    return this.#rest.get(`${ADDRESS}/audit?${queryOf({ ...filter })}`, listOf(isEntry));
  }

  exportAddress(action?: string): string {
    return `${ADDRESS}/audit/export?${queryOf({ action })}`;
  }
}

function queryOf(filter: Record<string, string | number | undefined>): string {
  const given = Object.entries(filter).filter(([, value]) => value !== undefined && value !== '');
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
}
