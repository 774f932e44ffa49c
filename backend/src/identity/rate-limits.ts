import { Inject, Injectable } from '@nestjs/common';
import { TokenBuckets } from './token-buckets.ts';

/** Injection token of RateOptions. */
export const RATE_OPTIONS = Symbol('RATE_OPTIONS');

/** 0 lets everything pass. */
export interface RateOptions {
  commandsPerSecond: number;
  connectionsPerSecond: number;
  sessionsPerMinute: number;
  roomsPerMinute: number;
}

const BURST_SECONDS = 5;
const BURST_MINUTES = 2;
const SECONDS_PER_MINUTE = 60;
const WHOLE_SERVER = 'server';

/** The rates of the configuration. Each answer is 0, or the milliseconds after which to try again. */
@Injectable()
export class RateLimits {
  readonly #commands: TokenBuckets;
  readonly #sessions: TokenBuckets;
  readonly #rooms: TokenBuckets;
  readonly #connections: TokenBuckets;

  constructor(@Inject(RATE_OPTIONS) options: RateOptions) {
    const { commandsPerSecond: commands, connectionsPerSecond: connections, sessionsPerMinute: sessions, roomsPerMinute: rooms } = options;
    this.#commands = new TokenBuckets({ perSecond: commands, burst: commands * BURST_SECONDS });
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
