import { Global, Module, type DynamicModule } from '@nestjs/common';
import { LogFigures } from '../api/log-figures.ts';
import { METRICS_TOKEN } from '../api/metrics.guard.ts';
import { STALL_LIMITS } from '../gateway/slow-consumer-policy.ts';
import { SOCKET_COUNTS, type SocketCounts } from '../gateway/socket-limits.ts';
import type { StallLimits } from '../gateway/socket-writer.ts';
import { ORIGINS } from '../identity/origins.ts';
import { ProxyTrust } from '../identity/proxy-trust.ts';
import { RATE_OPTIONS, type RateOptions } from '../identity/rate-limits.ts';
import { SESSION_OPTIONS, type SessionOptions } from '../identity/sessions.service.ts';
import { PUSH_OPTIONS, type PushOptions } from '../live/push/push-options.ts';
import { SETUP_OPTIONS, type SetupOptions } from '../identity/setup.service.ts';
import { ROOM_OPTIONS, type RoomOptions } from '../rooms/room-runtime.ts';
import type { Config } from './config/config.ts';

const DAY_MS = 86_400_000;
const SECOND_MS = 1_000;
const LOOPBACK = /^(?:localhost|127\..*|::1)$/iu;

/** What each room of the house needs of the configuration, in its own words: none of them knows the variables. */
@Global()
@Module({})
export class OptionsModule {
  static with(config: Config, logFigures: LogFigures): DynamicModule {
    const options = [
      { provide: SESSION_OPTIONS, useValue: sessionOptions(config) },
      { provide: SETUP_OPTIONS, useValue: { isExposed: isExposed(config) } satisfies SetupOptions },
      { provide: METRICS_TOKEN, useValue: config.METRICS_TOKEN },
      { provide: LogFigures, useValue: logFigures },
      { provide: ORIGINS, useValue: config.ORIGINS },
      { provide: ProxyTrust, useValue: ProxyTrust.parse(config.TRUST_PROXY) },
      { provide: SOCKET_COUNTS, useValue: { inAll: config.SOCKETS_MAX, perAddress: config.SOCKETS_PER_ADDRESS, perPerson: config.SOCKETS_PER_PERSON } satisfies SocketCounts },
      { provide: RATE_OPTIONS, useValue: rateOptions(config) },
      { provide: ROOM_OPTIONS, useValue: roomOptions(config) },
      { provide: PUSH_OPTIONS, useValue: pushOptions(config) },
      { provide: STALL_LIMITS, useValue: { bytes: config.SOCKET_BUFFER_BYTES, ms: config.SOCKET_STALL_SECONDS * SECOND_MS } satisfies StallLimits },
    ];
    return { module: OptionsModule, providers: options, exports: options.map(({ provide }) => provide) };
  }
}

function sessionOptions(config: Config): SessionOptions {
  return {
    dataDir: config.DATA_DIR,
    sessionMs: config.SESSION_DAYS * DAY_MS,
  };
}

function pushOptions(config: Config): PushOptions {
  return {
    dataDir: config.DATA_DIR,
    afterMs: config.PUSH_AFTER_SECONDS * SECOND_MS,
    toPrivateNetworks: config.PUSH_PRIVATE_NETWORKS,
    contact: config.PUSH_CONTACT,
  };
}

/** Others than this machine may come: by its own address, or through a proxy that is said to stand in front. */
function isExposed({ HOST, TRUST_PROXY }: Config): boolean {
  return !LOOPBACK.test(HOST) || TRUST_PROXY !== 'off';
}

function rateOptions(config: Config): RateOptions {
  return {
    commandsPerSecond: config.RATE_MESSAGES_PER_SECOND,
    connectionsPerSecond: config.RATE_CONNECTIONS_PER_SECOND,
    connectionsPerSecondOfAddress: config.RATE_CONNECTIONS_PER_ADDRESS,
    sessionsPerMinute: config.RATE_SESSIONS_PER_MINUTE,
    roomsPerMinute: config.RATE_ROOMS_PER_MINUTE,
    readsPerSecond: config.RATE_READS_PER_SECOND,
  };
}

function roomOptions(config: Config): RoomOptions {
  return {
    maxThreads: config.ROOM_THREADS,
    maxLiveRooms: config.ROOM_LIVE_MAX,
    bufferBytes: config.ROOM_BUFFER_BYTES,
    maxMemoryBytes: config.ROOM_MEMORY_BYTES,
    idleMs: config.ROOM_IDLE_SECONDS * SECOND_MS,
    watchdogMs: config.ROOM_WATCHDOG_SECONDS * SECOND_MS,
  };
}
