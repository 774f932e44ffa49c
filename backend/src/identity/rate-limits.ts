import { Inject, Injectable } from '@nestjs/common';
import { networkOf } from './ip-address.ts';
import { TokenBuckets } from './token-buckets.ts';

/** Injection token of RateOptions. */
export const RATE_OPTIONS = Symbol('RATE_OPTIONS');

/** 0 lets everything pass. */
export interface RateOptions {
  commandsPerSecond: number;
  /** Of the whole server. */
  connectionsPerSecond: number;
  connectionsPerSecondOfAddress: number;
  sessionsPerMinute: number;
  roomsPerMinute: number;
  readsPerSecond: number;
}

const BURST_SECONDS = 5;
const BURST_MINUTES = 2;
const READS_BURST_SECONDS = 10;
const SECONDS_PER_MINUTE = 60;
const WHOLE_SERVER = 'server';
/** However the rates are set, no address has more of the server's handshakes than this. */
const SHARE_OF_ADDRESS = 1 / 4;
/** Where the server takes very few, an address still has these. */
const LEAST_OF_ADDRESS = 3;
/** What a read costs besides: one more for each such piece of its answer. */
const BYTES_OF_A_READ = 16_384;
/** Each is told to every room of the person. */
const NAMES_PER_MINUTE = 6;
const NAMES_AT_ONCE = 10;
/** Of notifications that somebody sends to themselves. */
const PUSH_TESTS_PER_MINUTE = 6;
/** Look-ups of tokens that this version did not make. */
const FOREIGN_TOKENS_PER_SECOND = 10;

/** The rates of the configuration. Each answer is 0, or the milliseconds after which to try again. */
@Injectable()
export class RateLimits {
  readonly #commands: TokenBuckets;
  readonly #sessions: TokenBuckets;
  readonly #rooms: TokenBuckets;
  readonly #connections: TokenBuckets;
  readonly #connectionsOfAddress: TokenBuckets;
  readonly #reads: TokenBuckets;
  readonly #names = new TokenBuckets({ perSecond: NAMES_PER_MINUTE / SECONDS_PER_MINUTE, burst: NAMES_AT_ONCE });
  readonly #pushTests = new TokenBuckets({ perSecond: PUSH_TESTS_PER_MINUTE / SECONDS_PER_MINUTE, burst: PUSH_TESTS_PER_MINUTE });
  readonly #foreignTokens = new TokenBuckets({ perSecond: FOREIGN_TOKENS_PER_SECOND, burst: FOREIGN_TOKENS_PER_SECOND * BURST_SECONDS });

  constructor(@Inject(RATE_OPTIONS) options: RateOptions) {
    const { commandsPerSecond: commands, connectionsPerSecond: connections, sessionsPerMinute: sessions, roomsPerMinute: rooms, readsPerSecond: reads } = options;
    const ofAddress = shareOf(options);
    this.#commands = new TokenBuckets({ perSecond: commands, burst: commands * BURST_SECONDS });
    this.#sessions = new TokenBuckets({ perSecond: sessions / SECONDS_PER_MINUTE, burst: sessions * BURST_MINUTES });
    this.#rooms = new TokenBuckets({ perSecond: rooms / SECONDS_PER_MINUTE, burst: rooms * BURST_MINUTES });
    this.#connections = new TokenBuckets({ perSecond: connections, burst: connections });
    this.#connectionsOfAddress = new TokenBuckets({ perSecond: ofAddress, burst: ofAddress });
    this.#reads = new TokenBuckets({ perSecond: reads, burst: reads * READS_BURST_SECONDS });
  }

  command(userId: string): number {
    return this.#commands.take(userId, performance.now());
  }

  session(address: string): number {
    return this.#sessions.take(networkOf(address), performance.now());
  }

  room(userId: string): number {
    return this.#rooms.take(userId, performance.now());
  }

  name(userId: string): number {
    return this.#names.take(userId, performance.now());
  }

  pushTest(userId: string): number {
    return this.#pushTests.take(userId, performance.now());
  }

  /** Refused by the address first, so that what one sends too fast is not taken from everybody. */
  connection(address: string): number {
    const now = performance.now();
    return this.#connectionsOfAddress.take(networkOf(address), now) || this.#connections.take(WHOLE_SERVER, now);
  }

  read(reader: string): number {
    return this.#reads.take(reader, performance.now());
  }

  /** What the answer to a read cost besides. */
  answered(reader: string, bytes: number): void {
    this.#reads.charge(reader, Math.floor(bytes / BYTES_OF_A_READ), performance.now());
  }

  foreignToken(address: string): number {
    return this.#foreignTokens.take(networkOf(address), performance.now());
  }

  /** It was one of ours, from before tokens were sealed. */
  notForeign(address: string): void {
    this.#foreignTokens.charge(networkOf(address), -1, performance.now());
  }
}

function shareOf({ connectionsPerSecond, connectionsPerSecondOfAddress }: RateOptions): number {
  if (connectionsPerSecondOfAddress === 0 || connectionsPerSecond === 0) return connectionsPerSecondOfAddress;
  const share = Math.max(LEAST_OF_ADDRESS, connectionsPerSecond * SHARE_OF_ADDRESS);
  return Math.min(connectionsPerSecondOfAddress, share);
}
