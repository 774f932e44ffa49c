import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Global, Inject, Injectable, Logger, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, type Config } from './config/config.ts';
import { Journal } from '../store/sqlite/journal/journal.ts';
import { StoreReader } from '../store/sqlite/readers/reader.ts';
import { StoreHealth } from '../store/sqlite/store-health.ts';

const DATABASE = 'watek.db';
const OWNER_ONLY = 0o700;

/** Opened before anything that asks for them is made, closed after everything else. */
@Injectable()
class StoreLifecycle implements OnApplicationShutdown {
  readonly #journal: Journal;
  readonly #reader: StoreReader;
  readonly #watch: StoreHealth;
  readonly #log = new Logger('Store');

  constructor(@Inject(Journal) journal: Journal, @Inject(StoreReader) reader: StoreReader, @Inject(StoreHealth) watch: StoreHealth) {
    this.#watch = watch;
    this.#journal = journal;
    this.#reader = reader;
    journal.onFailure((error) => this.#giveUp(error));
    reader.onFailure((error) => this.#giveUp(error));
    journal.onTrouble((trouble) => this.#log.error(trouble, 'Something could not be stored.'));
  }

  async onApplicationShutdown(): Promise<void> {
    this.#watch.stop();
    await this.#reader.close();
    await this.#journal.close();
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
  static with(config: Config): DynamicModule {
    return {
      module: StoreModule,
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: Journal, useFactory: () => openJournal(config) },
        { provide: StoreReader, inject: [Journal], useFactory: () => openReader(config) },
        { provide: StoreHealth, inject: [Journal], useFactory: (journal: Journal) => new StoreHealth(journal) },
        StoreLifecycle,
      ],
      exports: [CONFIG, Journal, StoreReader, StoreHealth],
    };
  }
}

function openJournal(config: Config): Promise<Journal> {
  mkdirSync(config.DATA_DIR, { recursive: true, mode: OWNER_ONLY });
  return Journal.open({ databasePath: join(config.DATA_DIR, DATABASE) });
}

function openReader(config: Config): Promise<StoreReader> {
  return StoreReader.open({ databasePath: join(config.DATA_DIR, DATABASE) });
}
