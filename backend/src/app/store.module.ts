import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Global, Injectable, Logger, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, type Config } from './config/config.ts';
import { DATABASE_FILE } from './data-folder.ts';
import type { LogOutput } from './log-output.ts';
import type { MigrationProgress } from '../store/sqlite/migration-progress.ts';
import { openSqliteStore } from '../store/sqlite/open-sqlite-store.ts';
import { Store, type WalSize } from '../store/store.ts';

const OWNER_ONLY = 0o700;

/** Opened before anything that asks for it is made, closed after everything else. */
@Injectable()
class StoreLifecycle implements OnApplicationShutdown {
  readonly #store: Store;
  readonly #log = new Logger('Store');

  constructor(store: Store) {
    this.#store = store;
    store.onFailure((error) => this.#giveUp(error));
    store.onTrouble((trouble) => this.#log.error(trouble, 'Something could not be stored.'));
    store.onWalSize((size) => this.#tellWalSize(size));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#store.close();
  }

  #tellWalSize({ bytes, isLarge }: WalSize): void {
    if (isLarge) this.#log.warn({ bytes }, 'The write-ahead log grows: something reads the database and does not end, such as a backup or a shell.');
    else this.#log.log({ bytes }, 'The write-ahead log is small again.');
  }

  /** Without its store the server can keep no promise; whoever runs it starts it again, and clients send again. */
  #giveUp(error: Error): void {
    this.#log.fatal({ err: error }, 'The store is gone; the server stops.');
    process.exitCode = 1;
    process.kill(process.pid, 'SIGTERM');
  }
}

@Global()
@Module({})
export class StoreModule {
  static with(config: Config, logOutput: LogOutput): DynamicModule {
    return {
      module: StoreModule,
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: Store, useFactory: () => openStore(config, logOutput) },
        StoreLifecycle,
      ],
      exports: [CONFIG, Store],
    };
  }
}

function openStore(config: Config, logOutput: LogOutput): Promise<Store> {
  mkdirSync(config.DATA_DIR, { recursive: true, mode: OWNER_ONLY });
  const onRestored = () => new Logger('Store').warn('The database was put into its place from a copy: pages and programs load all rooms anew.');
  // Nest keeps its log until all is made, and this is why it is not.
  const onSlowMigration = ({ step, steps, seconds }: MigrationProgress) =>
    logOutput.write(`The database is being brought up to date: step ${step} of ${steps}, ${seconds} s so far.\n`);
  return openSqliteStore({ databasePath: join(config.DATA_DIR, DATABASE_FILE), onRestored, onSlowMigration });
}
