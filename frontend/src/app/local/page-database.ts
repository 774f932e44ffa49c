const OPEN_LIMIT_MS = 3_000;

export interface StorePlan {
  name: string;
  store: string;
  keyPath: string[];
}

/** Fails where the browser has no IndexedDB for this page (some private modes), or does not open it in time. */
export function openDatabase(plan: StorePlan): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('IndexedDB does not open')), OPEN_LIMIT_MS);
    const request = indexedDB.open(plan.name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(plan.store, { keyPath: plan.keyPath });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(failureOf(request.error));
    request.onblocked = () => reject(new Error('IndexedDB is blocked by another tab'));
    request.addEventListener('success', () => clearTimeout(late));
  });
}

export function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(failureOf(request.error));
  });
}

/** Resolves when everything of the transaction is on the disk. */
export function committed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(failureOf(transaction.error));
  });
}

/** Everything whose key begins with these parts: a list is greater than any text. */
export function startingWith(...parts: string[]): IDBKeyRange {
  return IDBKeyRange.bound(parts, [...parts, []]);
}

function failureOf(error: DOMException | null): Error {
  return error ?? new Error('IndexedDB failed');
}
