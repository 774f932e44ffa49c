import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Logger } from 'nestjs-pino';
import { serveDocs } from '../api/docs.ts';
import { cacheHeaders } from './cache-headers.ts';
import { serveStaticFiles } from './static-files.ts';
import { securityHeaders } from './security-headers.ts';
import { AppModule } from './app.module.ts';
import type { Config } from './config/config.ts';
import { LIMITS } from '../contract/limits.ts';
import { SocketIoAdapter } from '../gateway/socket-io.adapter.ts';
import { ProxyTrust } from '../identity/proxy-trust.ts';
import type { LogOutput } from './log-output.ts';
import { HttpAdapter } from './http-adapter.ts';
import { frameworkLogger } from './framework-logger.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const PAGE = join(ROOT, 'dist', 'frontend', 'browser');

/** The whole server, not yet listening. */
export async function createApp(config: Config, logOutput: LogOutput): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(config, logOutput), new HttpAdapter(), { bufferLogs: true, bodyParser: false, abortOnError: false, autoFlushLogs: false, forceCloseConnections: true });
  app.useLogger(frameworkLogger(app.get(Logger)));
  app.flushLogs();
  logOutput.onResumed((lines) => app.get(Logger).warn({ lines }, 'Log lines were lost: nobody took them.'));
  app.disable('x-powered-by');
  const proxy = app.get(ProxyTrust);
  app.set('trust proxy', (address: string, hop: number) => proxy.trusts(address, hop));
  app.use(securityHeaders, cacheHeaders);
  app.useBodyParser('json', { limit: LIMITS.packetBytes });
  app.useWebSocketAdapter(new SocketIoAdapter(app));
  serveDocs(app, versionOfPackage());
  serveStaticFiles(app, PAGE);
  return app;
}

function versionOfPackage(): string {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  return version;
}
