import { expect, type Browser, type BrowserContext, type Locator, type Page } from '@playwright/test';

/** Somebody with a browser of their own. Whatever the page complains about is kept: nothing may. */
export class Person {
  readonly name: string;
  readonly page: Page;
  readonly complaints: string[] = [];
  readonly #context: BrowserContext;

  private constructor(name: string, context: BrowserContext, page: Page) {
    this.name = name;
    this.#context = context;
    this.page = page;
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !isExpected(message.text())) this.complaints.push(message.text());
    });
  }

  /** Opens the page and comes in through the door. */
  static async enters(browser: Browser, options: { url: string; name: string; width?: number; locale?: string }): Promise<Person> {
    const { url, name, width = 1280, locale = 'en-GB' } = options;
    const context = await browser.newContext({ baseURL: url, locale, viewport: { width, height: 800 } });
    const person = new Person(name, context, await context.newPage());
    await person.page.goto('/');
    await person.page.getByRole('textbox').fill(name);
    await person.page.getByRole('textbox').press('Enter');
    await expect(person.page.getByRole('navigation', { name: /Rooms|Pokoje/ })).toBeVisible();
    return person;
  }

  async createsRoom(name: string): Promise<void> {
    await this.page.getByRole('button', { name: 'New room' }).first().click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
    await dialog.getByRole('button', { name: 'Create' }).click();
    await this.isIn(name);
  }

  async opensRoom(name: string): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name }).click();
    await this.isIn(name);
  }

  async isIn(name: string): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1, name })).toBeVisible();
    await expect(this.page.getByRole('textbox', { name: `Message ${name}` })).toBeVisible();
  }

  async says(text: string): Promise<void> {
    const composer = this.page.getByRole('textbox', { name: /^Message / });
    await composer.fill(text);
    await composer.press('Enter');
  }

  get log(): Locator {
    return this.page.getByRole('log', { name: 'Messages' });
  }

  message(text: string): Locator {
    return this.log.getByText(text, { exact: true });
  }

  async sees(text: string): Promise<void> {
    await expect(this.message(text)).toHaveCount(1, { timeout: 15_000 });
  }

  get hereNow(): Locator {
    return this.page.getByRole('list', { name: /Here now/ });
  }

  async leaves(): Promise<void> {
    await this.#context.close();
  }
}

/** What Chromium itself writes to the console while a server is away, and for "who am I" before there is anybody. */
function isExpected(text: string): boolean {
  return /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|WebSocket connection to|status of 401/.test(text);
}
