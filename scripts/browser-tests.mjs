import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import './ensure-built.mjs';
import { chromiumEnvironment } from './find-chromium.mjs';
import { ROOT } from './parts.mjs';

const PLAYWRIGHT = join(ROOT, 'node_modules/@playwright/test/cli.js');

const chromium = await chromiumEnvironment();
if (chromium === undefined) {
  const named = process.env.CHROMIUM;
  if (named) console.error(`CHROMIUM names no program: ${named}`);
  else console.error('No Chromium found: install Chromium, Chrome or Edge, or name one in the variable CHROMIUM.');
  process.exit(1);
}

console.log(`Browser: ${chromium.CHROMIUM}`);
const { status } = spawnSync(
  process.execPath,
  [PLAYWRIGHT, 'test', '-c', 'e2e/playwright.config.ts', ...process.argv.slice(2)],
  { cwd: ROOT, env: { ...process.env, ...chromium }, stdio: 'inherit' },
);
process.exit(status ?? 1);
