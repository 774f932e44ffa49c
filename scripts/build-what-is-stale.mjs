import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { currentFingerprint, missingParts, recordBuild, ROOT, staleParts } from './parts.mjs';

const BUILD_TOOLS = ['node_modules/@nestjs/cli', 'node_modules/@angular/cli'];
const ENVIRONMENT = { ...process.env, NG_CLI_ANALYTICS: 'false', NO_UPDATE_NOTIFIER: '1' };

/** Builds the parts that are missing or older than their sources; ends the process where that is impossible. */
export function buildWhatIsStale() {
  const stale = staleParts();
  if (stale.length > 0 && canBuild()) stale.forEach(build);
  else if (stale.length > 0) console.warn('The build is older than the sources, and the build tools are not installed (npm ci).');

  const missing = missingParts();
  if (missing.length === 0) return;
  console.error(`Not built: ${missing.map((part) => part.output).join(', ')}. Run \`npm ci && npm start\`.`);
  process.exit(1);
}

function canBuild() {
  return BUILD_TOOLS.every((path) => existsSync(join(ROOT, path)));
}

function build(part) {
  const hash = currentFingerprint(part);
  const start = performance.now();
  process.stdout.write(`Building the ${part.name} ... `);
  const result = runQuietly(part.script);
  console.log(result.status === 0 ? `${((performance.now() - start) / 1000).toFixed(1)} s` : 'failed');
  if (result.status !== 0) giveUp(part, result);
  recordBuild([{ name: part.name, hash }]);
}

function runQuietly(script) {
  return spawnSync(`npm run -s ${script}`, { cwd: ROOT, env: ENVIRONMENT, encoding: 'utf8', shell: true, maxBuffer: 2 ** 26 });
}

function giveUp(part, { stdout, stderr, error }) {
  console.error([stdout, stderr, error?.message].filter(Boolean).join('\n'));
  console.error(`The ${part.name} could not be built (npm run ${part.script}).`);
  process.exit(1);
}
