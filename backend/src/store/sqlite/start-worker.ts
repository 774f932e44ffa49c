import { Worker, type WorkerOptions } from 'node:worker_threads';
import { UnusableDatabaseError } from './unusable-database.ts';
import type { StartMessage } from './journal/protocol.ts';

/** Resolves when the thread has its database; rejects when it refuses it, fails or ends before. */
export function startWorker(url: URL, options: WorkerOptions & { name: string }, onRestored?: () => void): Promise<Worker> {
  const worker = new Worker(url, options);
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The ${options.name} thread ended with code ${code} before it was ready`)));
    worker.once('message', (message: StartMessage) => {
      if (message.type === 'ready' && message.isRestored) onRestored?.();
      if (message.type === 'ready') resolve(worker);
      else reject(new UnusableDatabaseError(message.message));
    });
  });
}
