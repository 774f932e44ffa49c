import { test as base } from '@playwright/test';
import { ServerProcess } from '../../backend/test/kit/server-process.ts';

interface Kit {
  /** A server of this test's own; its output is kept when the test fails. */
  server: ServerProcess;
}

export { expect } from '@playwright/test';

export const test = base.extend<Kit>({
  // eslint-disable-next-line no-empty-pattern -- Playwright asks for a pattern here
  server: async ({}, use, testInfo) => {
    const server = await ServerProcess.start();
    await use(server);
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach('server output', { body: server.output, contentType: 'text/plain' });
    }
    await server.remove();
  },
  baseURL: async ({ server }, use) => {
    await use(server.url);
  },
});
