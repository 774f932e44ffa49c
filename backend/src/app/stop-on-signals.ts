import type { INestApplication } from '@nestjs/common';
import type { LogOutput } from './log-output.ts';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;
const STOP_WITHIN_MS = 20_000;

/**
 * The first signal stops the server in order, the same one again at once, and so does a stop that takes too long.
 * Another signal in between changes nothing: Ctrl+C under npm brings both.
 */
export function stopOnSignals(app: INestApplication, logOutput: LogOutput): void {
  const received = new Set<NodeJS.Signals>();
  const stop = (signal: NodeJS.Signals): void => {
    if (received.has(signal)) process.exit(1);
    if (received.size === 0) void close(app, logOutput);
    received.add(signal);
  };
  for (const signal of SIGNALS) process.on(signal, stop);
}

async function close(app: INestApplication, logOutput: LogOutput): Promise<void> {
  setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
  await app.close().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
  await logOutput.close();
  process.exit();
}
