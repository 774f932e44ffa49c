import { itKeepsTheContract } from '../testing/store-contract.test-kit.ts';
import { openSqliteStore } from './open-sqlite-store.ts';
import { dataFolder } from './store.test-kit.ts';

function freshData() {
  const folder = dataFolder();
  const dispose = () => Promise.resolve(folder[Symbol.dispose]());
  return Promise.resolve({ open: () => openSqliteStore({ databasePath: folder.path }), [Symbol.asyncDispose]: dispose });
}

describe('SQLite as the store', () => itKeepsTheContract(freshData));
