import { expect, type Browser, type BrowserContext, type BrowserContextOptions, type ConsoleMessage, type Locator, type Page } from '@playwright/test';

export interface Entrance {
  /** Another way to the server than the straight one. */
  url?: string;
  width?: number;
  height?: number;
  locale?: string;
  theme?: 'light' | 'dark';
  /** With fingers. */
  touch?: boolean;
  /** The page may keep itself for the time without a network; then it does not see what a test puts in the server's place. */
  keepsPage?: boolean;
  /** Runs before any script of the page. */
  before?: () => void;
}

/** Somebody with a browser of their own. Whatever their pages complain about is kept: nothing may. */
export class Person {
  readonly name: string;
  readonly page: Page;
  readonly context: BrowserContext;
  readonly complaints: string[] = [];

  private constructor(name: string, page: Page) {
    this.name = name;
    this.page = page;
    this.context = page.context();
    this.context.on('weberror', (error) => this.complaints.push(error.error().message));
    this.context.on('console', (message) => this.#hear(message));
  }

  /** Stands in front of the door. */
  static async comes(browser: Browser, entrance: Entrance & { name: string; url: string }): Promise<Person> {
    const context = await browser.newContext(optionsOf(entrance));
    await context.addInitScript(reportViolations);
    if (entrance.before !== undefined) await context.addInitScript(entrance.before);
    return new Person(entrance.name, await context.newPage());
  }

  async enters(): Promise<void> {
    await this.page.goto('/');
    await this.page.getByRole('textbox').fill(this.name);
    await this.page.getByRole('textbox').press('Enter');
    await expect(this.page.getByRole('navigation', { name: /Rooms|Pokoje/ })).toBeVisible();
  }

  async signsOut(): Promise<void> {
    await this.page.getByRole('button', { name: 'Settings' }).click();
    await this.page.getByRole('button', { name: 'Sign out' }).click();
  }

  /** The same person in another tab, in the room of this one. */
  async opensTab(): Promise<Person> {
    const tab = new Person(this.name, await this.context.newPage());
    await tab.page.goto(this.page.url());
    return tab;
  }

  async createsRoom(name: string, topic = ''): Promise<void> {
    await this.page.getByRole('button', { name: 'New room' }).first().click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
    await dialog.getByRole('textbox', { name: 'Topic' }).fill(topic);
    await dialog.getByRole('button', { name: 'Create' }).click();
    await this.isIn(name);
  }

  /** Goes in, and joins where they are no member yet. */
  async opensRoom(name: string): Promise<void> {
    await this.looksInto(name);
    await expect(this.joinButton.or(this.composer)).toBeVisible();
    if (await this.joinButton.isVisible()) await this.joinButton.click();
    await this.isIn(name);
  }

  async looksInto(name: string): Promise<void> {
    await this.link(name).click();
    await this.looksAt(name);
  }

  async looksAt(name: string): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible();
  }

  /** In the list of rooms. */
  link(name: string): Locator {
    return this.page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name });
  }

  get joinButton(): Locator {
    return this.page.getByRole('button', { name: 'Join room' });
  }

  async isIn(name: string): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible();
    await expect(this.page.getByRole('textbox', { name: `Message ${name}`, exact: true })).toBeVisible();
  }

  get composer(): Locator {
    return this.page.getByRole('textbox', { name: /^Message / });
  }

  async says(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
  }

  get log(): Locator {
    return this.page.getByRole('log', { name: 'Messages' });
  }

  get bodies(): Locator {
    return this.log.locator('.body');
  }

  message(text: string): Locator {
    return this.log.getByText(text, { exact: true });
  }

  async sees(text: string): Promise<void> {
    await expect(this.message(text)).toHaveCount(1, { timeout: 15_000 });
  }

  get connection(): Locator {
    return this.page.locator('main wt-connection-status .line');
  }

  /** The browser says that there is a network again, so the page does not wait for its next try. */
  async reconnects(): Promise<void> {
    await expect(async () => {
      await this.page.evaluate(() => dispatchEvent(new Event('online')));
      await expect(this.connection).toHaveText('', { timeout: 1_000 });
    }).toPass({ timeout: 15_000 });
  }

  get hereNow(): Locator {
    return this.page.getByRole('list', { name: /Here now/ });
  }

  async leaves(): Promise<void> {
    await this.context.close();
  }

  #hear(message: ConsoleMessage): void {
    if (message.type() === 'error' && !isExpected(message)) this.complaints.push(message.text());
  }
}

function optionsOf({ url, width = 1280, height = 800, locale = 'en-GB', theme = 'light', touch = false, keepsPage = false }: Entrance & { url: string }): BrowserContextOptions {
  return { reducedMotion: 'reduce', baseURL: url, locale, viewport: { width, height }, colorScheme: theme, hasTouch: touch, serviceWorkers: keepsPage ? 'allow' : 'block' };
}

function reportViolations(): void {
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
    console.error(`violates ${violatedDirective}: ${blockedURI} ${sample}`);
  });
}

/** What Chromium itself writes to the console while a server is away, and for "who am I" before there is anybody. */
function isExpected(message: ConsoleMessage): boolean {
  const text = message.text();
  // An invitation that is over is told as a page that is not there.
  if (text.includes('status of 404') && /\/api\/(?:invites|reset)\//.test(message.location().url)) return true;
  // So is a password that was given again and is not right, or is not enough.
  if (text.includes('status of 403') && /\/api\/(?:me\/|admin\/|session)/.test(message.location().url)) return true;
  return /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|ERR_INTERNET_DISCONNECTED|ERR_FAILED|WebSocket connection to|status of 401/.test(text);
}
