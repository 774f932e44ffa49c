import { signal } from '@angular/core';
import type { OutboxItem } from './outbox-items';
import type { OutboxPlace, OutboxPersistence } from './outbox-persistence';

/** What a browser would keep over a reload; the tests in a browser use the real one. */
export class ShelfOfTest implements Pick<OutboxPersistence, 'keep' | 'drop' | 'load' | 'rooms' | 'clear' | 'lasting'> {
  readonly items = new Map<string, OutboxItem>();
  readonly lasting = signal(true).asReadonly();

  async keep({ user, roomId }: OutboxPlace, item: OutboxItem): Promise<void> {
    this.items.set([user.id, roomId, item.clientId].join('/'), { ...item });
    await Promise.resolve();
  }

  async drop({ user, roomId }: OutboxPlace, clientId: string): Promise<void> {
    this.items.delete([user.id, roomId, clientId].join('/'));
    await Promise.resolve();
  }

  async load({ user, roomId }: OutboxPlace): Promise<OutboxItem[]> {
    const own = [...this.items].filter(([key]) => key.startsWith(`${user.id}/${roomId}/`));
    return Promise.resolve(own.map(([, item]) => ({ ...item })));
  }

  async rooms(userId: string): Promise<string[]> {
    const own = [...this.items.keys()].filter((key) => key.startsWith(`${userId}/`));
    return Promise.resolve([...new Set(own.map((key) => key.split('/')[1] ?? ''))]);
  }

  async clear(): Promise<void> {
    this.items.clear();
    await Promise.resolve();
  }
}
