import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import './ensure-built.mjs';
import { ROOT } from './parts.mjs';
import { readJestResult, readPlaywrightResult } from './test-results.mjs';
import { runLimited } from './run-limited.mjs';

const FOLDER = join(ROOT, 'test-results');
const MINUTES = 60_000;

const SUITES = [
  {
    command: 'npm run -s jest -- --json --outputFile=test-results/jest.json',
    limitMs: 10 * MINUTES,
    read: () => readJestResult(join(FOLDER, 'jest.json')),
  },
  {
    command: 'npm run -s e2e -- --reporter=list,json',
    environment: { PLAYWRIGHT_JSON_OUTPUT_FILE: join(FOLDER, 'playwright.json') },
    limitMs: 14 * MINUTES,
    read: () => readPlaywrightResult(join(FOLDER, 'playwright.json')),
  },
];

const total = { passed: 0, failed: 0, skipped: 0 };
rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER);

for (const suite of SUITES) {
  const succeeded = await runLimited(suite);
  const { passed, failed, skipped } = suite.read();
  total.passed += passed;
  total.skipped += skipped;
  // A run that crashed, hung or found nothing failed, whatever its report says.
  total.failed += succeeded ? failed : Math.max(failed, 1);
}

console.log(`\n${total.skipped} skipped`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
