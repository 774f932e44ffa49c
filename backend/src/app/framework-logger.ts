import type { LoggerService } from '@nestjs/common';

/** What Nest itself tells while it starts: forty lines that help nobody who runs the server. */
const FRAMEWORK = new Set<unknown>(['NestFactory', 'NestApplication', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'WebSocketsController']);

type Write = (message: unknown, ...rest: unknown[]) => unknown;

/** The logger, with the framework's own news at `debug`. */
export function frameworkLogger(logger: LoggerService): LoggerService {
  const write = (level: 'log' | 'error' | 'warn' | 'debug' | 'verbose' | 'fatal'): Write => logger[level]?.bind(logger) ?? (() => undefined);
  const [log, debug] = [write('log'), write('debug')];
  return {
    log: (message: unknown, ...rest: unknown[]) => (FRAMEWORK.has(rest.at(-1)) ? debug : log)(message, ...rest),
    error: write('error'),
    warn: write('warn'),
    debug,
    verbose: write('verbose'),
    fatal: write('fatal'),
  };
}
