import { Worker } from 'node:worker_threads';
import type { Roles } from './roles.test-kit.ts';

export interface TestThread<Result> {
  result: Promise<Result>;
  terminate(): Promise<unknown>;
}

const running = new Set<Worker>();

/** Runs one of the roles on a real worker thread. */
export function startThread<Name extends keyof Roles>(role: Name, ...args: Parameters<Roles[Name]>): TestThread<Awaited<ReturnType<Roles[Name]>>> {
  const worker = new Worker(new URL('./roles.test-kit.ts', import.meta.url), { workerData: { role, args } });
  running.add(worker);
  const result = new Promise<Awaited<ReturnType<Roles[Name]>>>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`${role} ended with ${code} and without a result`)));
  });
  result.catch(() => undefined);
  worker.once('exit', () => running.delete(worker));
  return { result, terminate: () => worker.terminate() };
}

export async function endThreads(): Promise<void> {
  await Promise.all([...running].map((worker) => worker.terminate()));
}
