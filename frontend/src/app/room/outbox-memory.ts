import { forget, recall, remember, rememberedKeys } from '../shared/memory';
import type { OutboxItem } from './outbox-items';

/** One entry per message, so that two tabs with the same room do not overwrite each other's. */
export class OutboxMemory {
  readonly #prefix: string;

  constructor(userId: string, roomId: string) {
    this.#prefix = `${outboxPrefix(userId)}${roomId}.`;
  }

  keep(item: OutboxItem): void {
    remember(this.#prefix + item.clientId, JSON.stringify(item));
  }

  drop(clientId: string): void {
    forget(this.#prefix + clientId);
  }

  /** Whatever was under way when the page closed has an unknown outcome, so it waits to be sent again. */
  load(): OutboxItem[] {
    return rememberedKeys(this.#prefix)
      .map((key) => parsed(recall(key)))
      .filter((item) => item !== null)
      .map((item) => (item.state === 'failed' ? item : { ...item, state: 'waiting' as const }))
      .sort((a, b) => a.at - b.at);
  }
}

export function outboxPrefix(userId: string): string {
  return `outbox.${userId}.`;
}

/** The rooms in which something of this user's still waits. */
export function roomsWithOutbox(userId: string): string[] {
  const prefix = outboxPrefix(userId);
  const rooms = rememberedKeys(prefix).map((key) => key.slice(prefix.length).split('.')[0] ?? '');
  return [...new Set(rooms)].filter((id) => id !== '');
}

function parsed(text: string | null): OutboxItem | null {
  try {
    const item: unknown = JSON.parse(text ?? 'null');
    return isItem(item) ? item : null;
  } catch {
    return null;
  }
}

function isItem(item: unknown): item is OutboxItem {
  if (typeof item !== 'object' || item === null) return false;
  const { clientId, body, at } = item as Record<string, unknown>;
  return typeof clientId === 'string' && typeof body === 'string' && typeof at === 'number';
}
