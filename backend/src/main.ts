import 'reflect-metadata';
import { createApp } from './app/app.ts';
import { ConfigError, readConfig, type Config } from './app/config/config.ts';
import { prepareDataFolder } from './app/data-folder.ts';
import { LogOutput } from './app/log-output.ts';
import { networkAddresses } from './app/network-addresses.ts';
import { StartupError } from './app/startup-error.ts';
import { SetupService } from './identity/setup.service.ts';
import { stopOnSignals } from './app/stop-on-signals.ts';

const logOutput = new LogOutput();

try {
  const config = readConfig();
  prepareDataFolder(config.DATA_DIR);
  const app = await createApp(config, logOutput);
  stopOnSignals(app, logOutput);
  await app.listen(config.PORT, config.HOST).catch((error: unknown) => explainListening(config, error));
  const url = await app.getUrl();
  logOutput.write(`Wątek is ready at ${url}\n`);
  const others = networkAddresses(config.HOST, Number(new URL(url).port));
  if (others.length > 0) logOutput.write(`Others on this network find it at ${others.join(', ')}\n`);
  const announcement = await app.get(SetupService).announcement(others[0] ?? url);
  if (announcement !== null) logOutput.write(`${announcement}\n`);
} catch (error) {
  console.error(explain(error));
  await logOutput.close();
  process.exit(1);
}

function explainListening(config: Config, error: unknown): never {
  throw StartupError.ofListening(config, error) ?? error;
}

/** What the operator can do something about is said without a stack. */
function explain(error: unknown): unknown {
  if (error instanceof ConfigError) return `The configuration is not valid.\n${error.message}`;
  const forOperator = error instanceof Error && ['StartupError', 'UnusableDatabaseError', 'UnusableSecretsError'].includes(error.name);
  return forOperator ? error.message : error;
}
