import type { StorageFailure, StoreReads } from '../../store.ts';

export interface ReaderWorkerData {
  databasePath: string;
}

/** From the main thread to the reader's; answered in order. */
export type ReadMessage = { type: 'read'; requestId: number; method: keyof StoreReads; args: unknown[] } | { type: 'close' };

export type ReadAnswer = { requestId: number } & ({ value: unknown } | { code: StorageFailure; message: string });
