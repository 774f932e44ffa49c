import { environmentSchema, type Config } from './config.schema.ts';

export type { Config } from './config.schema.ts';

/** Injection token of the frozen configuration. */
export const CONFIG = Symbol('CONFIG');

export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** Throws a ConfigError that names every bad variable and what was expected. Empty values count as absent. */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const known = Object.keys(environmentSchema.shape);
  const given = Object.fromEntries(known.map((name) => [name, environment[name] || undefined]));
  const result = environmentSchema.safeParse(given);
  if (result.success) return Object.freeze(result.data);
  throw new ConfigError(result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
}

/** For what works on the folder alone: nothing else that is wrong stands in its way. Throws a ConfigError. */
export function readDataDir(environment: Record<string, string | undefined> = process.env): string {
  const result = environmentSchema.shape.DATA_DIR.safeParse(environment['DATA_DIR'] || undefined);
  if (result.success) return result.data;
  throw new ConfigError(result.error.issues.map(({ message }) => `DATA_DIR: ${message}`).join('\n'));
}
