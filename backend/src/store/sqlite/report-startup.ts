import type { MessagePort } from 'node:worker_threads';
import type { WriterOptions } from './open.ts';
import { UnusableDatabaseError } from './unusable-database.ts';
import type { StartMessage } from './journal/protocol.ts';

/** Tells the main thread whether this thread has its database. A posted Error would lose its class, so its message goes alone. */
export function reportStartup<T>(port: MessagePort, open: (events: Pick<WriterOptions, 'onRestored' | 'onMigration'>) => T): T | null {
  let isRestored = false;
  try {
    const store = open({
      onRestored: () => (isRestored = true),
      onMigration: (step) => port.postMessage({ type: 'migrating', ...step } satisfies StartMessage),
    });
    port.postMessage({ type: 'ready', isRestored } satisfies StartMessage);
    return store;
  } catch (error) {
    if (!(error instanceof UnusableDatabaseError)) throw error;
    port.postMessage({ type: 'refused', message: error.message } satisfies StartMessage);
    return null;
  }
}
