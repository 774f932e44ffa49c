import { Injectable, inject } from '@angular/core';
import type { Hook, HookMade } from '@contract/hooks';
import { isHookMade, isHooks } from '../api/answers';
import { ApiClient } from '../api/api-client';

/** Doors of rooms for programs. Everything fails with a `CommandError`. */
@Injectable({ providedIn: 'root' })
export class HooksStore {
  readonly #rest = inject(ApiClient);

  list(roomId: string): Promise<Hook[]> {
    return this.#rest.get(pathOf(roomId), isHooks);
  }

  create(roomId: string, name: string): Promise<HookMade> {
    return this.#rest.post(pathOf(roomId), { name }, isHookMade);
  }

  end({ roomId, id }: Hook): Promise<void> {
    return this.#rest.delete(`${pathOf(roomId)}/${encodeURIComponent(id)}`);
  }

  addressOf({ secret }: HookMade): string {
    return `${location.origin}/api/hooks/${secret}`;
  }
}

function pathOf(roomId: string): string {
  return `/api/rooms/${encodeURIComponent(roomId)}/hooks`;
}
