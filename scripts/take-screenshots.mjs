import { spawnSync } from 'node:child_process';
import './ensure-built.mjs';
import { chromiumEnvironment } from './find-chromium.mjs';
import { ROOT } from './parts.mjs';

const chromium = await chromiumEnvironment();
const { status } = spawnSync(process.execPath, ['--import', './backend/ts-hooks.mjs', 'e2e/screenshots.ts', ...process.argv.slice(2)], {
  cwd: ROOT,
  env: { ...process.env, ...chromium },
  stdio: 'inherit',
});
process.exit(status ?? 1);
