import { defineConfig } from '@playwright/test';

const LAUNCH_FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  outputDir: '../test-results/browser',
  workers: 2,
  // On a shared machine one slow test must not hide what the rest says; what needed a second try is listed as flaky, and is a fault to be found.
  retries: process.env['CI'] === undefined ? 0 : 1,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 60_000,
  globalTimeout: 820_000,
  expect: { timeout: 5_000 },
  reporter: 'list',
  use: {
    trace: 'off',
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
    actionTimeout: 10_000,
    navigationTimeout: 10_000,
    launchOptions: { executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: LAUNCH_FLAGS },
  },
});
