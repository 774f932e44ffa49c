import { Worker, type WorkerOptions } from 'node:worker_threads';
import { type MigrationProgress, SlowMigration } from './migration-progress.ts';
import { UnusableDatabaseError } from './unusable-database.ts';
import type { StartMessage } from './journal/protocol.ts';

export interface StartListeners {
  /** The database is a copy that was put into its place: all rooms have new epochs. */
  onRestored?: () => void;
  /** Bringing the database up to date takes long. */
  onSlowMigration?: (progress: MigrationProgress) => void;
}

/** Resolves when the thread has its database; rejects when it refuses it, fails or ends before. */
export function startWorker(url: URL, options: WorkerOptions & { name: string }, listeners: StartListeners = {}): Promise<Worker> {
  const worker = new Worker(url, options);
  const migration = new SlowMigration((progress) => listeners.onSlowMigration?.(progress));
  return new Promise<Worker>((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The ${options.name} thread ended with code ${code} before it was ready`)));
    worker.on('message', function listen(message: StartMessage) {
      if (message.type === 'migrating') return migration.begin({ step: message.step, steps: message.steps });
      worker.off('message', listen);
      if (message.type === 'ready' && message.isRestored) listeners.onRestored?.();
      if (message.type === 'ready') resolve(worker);
      else reject(new UnusableDatabaseError(message.message));
    });
  }).finally(() => migration.end());
}
