import 'reflect-metadata';
import { createApp } from './app/app.ts';
import { ConfigError, readConfig } from './app/config/config.ts';
import { stopOnSignals } from './app/stop-on-signals.ts';

try {
  const config = readConfig();
  const app = await createApp(config);
  stopOnSignals(app);
  await app.listen(config.PORT, config.HOST);
  console.log(`Wątek is ready at ${await app.getUrl()}`);
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}

/** What the operator can do something about is said without a stack. */
function explain(error: unknown): unknown {
  if (error instanceof ConfigError) return `The configuration is not valid.\n${error.message}`;
  return error instanceof Error && error.name === 'UnusableDatabaseError' ? error.message : error;
}
