import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config/config.ts';
import { TokenBuckets } from './token-buckets.ts';

const BURST_SECONDS = 5;
const BURST_MINUTES = 2;
const SECONDS_PER_MINUTE = 60;
const WHOLE_SERVER = 'server';

/** The rates of the configuration. Each answer is 0, or the milliseconds after which to try again. */
@Injectable()
export class AdmissionService {
  readonly #commands: TokenBuckets;
  readonly #sessions: TokenBuckets;
  readonly #rooms: TokenBuckets;
  readonly #connections: TokenBuckets;

  constructor(@Inject(CONFIG) config: Config) {
    const { RATE_MESSAGES_PER_SECOND: messages, RATE_CONNECTIONS_PER_SECOND: connections } = config;
    const { RATE_SESSIONS_PER_MINUTE: sessions, RATE_ROOMS_PER_MINUTE: rooms } = config;
    this.#commands = new TokenBuckets({ perSecond: messages, burst: messages * BURST_SECONDS });
    this.#sessions = new TokenBuckets({ perSecond: sessions / SECONDS_PER_MINUTE, burst: sessions });
    this.#rooms = new TokenBuckets({ perSecond: rooms / SECONDS_PER_MINUTE, burst: rooms * BURST_MINUTES });
    this.#connections = new TokenBuckets({ perSecond: connections, burst: connections });
  }

  command(userId: string): number {
    return this.#commands.take(userId, performance.now());
  }

  session(address: string): number {
    return this.#sessions.take(address, performance.now());
  }

  room(userId: string): number {
    return this.#rooms.take(userId, performance.now());
  }

  connection(): number {
    return this.#connections.take(WHOLE_SERVER, performance.now());
  }
}
