import { test as base } from '@playwright/test';
import { ServerProcess } from '../../backend/test/kit/server-process.ts';
import { Person, type Entrance } from './person.ts';

interface Kit {
  /** Variables of the server, for a whole file: `test.use({ environment: ... })`. */
  environment: Record<string, string>;
  /** A server of this test's own; its output is kept when the test fails. */
  server: ServerProcess;
  /** Somebody who stands outside still. At the end nobody's page may have complained. */
  comes: (name: string, entrance?: Entrance) => Promise<Person>;
  /** Somebody comes in through the door. */
  enters: (name: string, entrance?: Entrance) => Promise<Person>;
  /** The same person with another browser, signed in as they are. */
  anotherDevice: (person: Person) => Promise<Person>;
}

export { expect } from '@playwright/test';

export const test = base.extend<Kit>({
  environment: [{}, { option: true }],
  server: async ({ environment }, use, testInfo) => {
    const server = await ServerProcess.start(environment);
    await use(server);
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach('server output', { body: server.output, contentType: 'text/plain' });
    }
    await server.remove();
  },
  baseURL: async ({ server }, use) => {
    await use(server.url);
  },
  comes: async ({ browser, server }, use) => {
    const people: Person[] = [];
    await use(async (name, entrance) => {
      const person = await Person.comes(browser, { name, url: server.url, ...entrance });
      people.push(person);
      return person;
    });
    const complaints = people.flatMap((person) => person.complaints);
    for (const person of people) await person.leaves();
    base.expect(complaints).toEqual([]);
  },
  enters: async ({ comes }, use) => {
    await use(async (name, entrance) => {
      const person = await comes(name, entrance);
      await person.enters();
      return person;
    });
  },
  anotherDevice: async ({ browser, server }, use) => {
    const devices: Person[] = [];
    await use(async (person) => {
      const device = await Person.comes(browser, { name: person.name, url: server.url });
      devices.push(device);
      await device.context.addCookies(await person.context.cookies());
      await device.page.goto('/');
      return device;
    });
    const complaints = devices.flatMap((device) => device.complaints);
    for (const device of devices) await device.leaves();
    base.expect(complaints).toEqual([]);
  },
});
