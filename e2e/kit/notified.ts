import { expect } from '@playwright/test';
import type { Person } from './person.ts';

/** What a page has given to the browser to show. */
export interface Shown {
  title: string;
  body: string;
  tag: string;
  closed: boolean;
}

interface Stubbed extends Shown {
  onclick: (() => void) | null;
}

declare global {
   
  var shownHere: Stubbed[];
   
  var hiddenHere: boolean;
}

/**
 * A browser without a head shows no notifications and hides no tab: both are put in its place here, and nothing else is.
 * Permission is given when it is asked for.
 */
export function withNotifications(): void {
  globalThis.shownHere = [];
  globalThis.hiddenHere = false;
  const permission = (): NotificationPermission => (localStorage.getItem('test.permission') as NotificationPermission | null) ?? 'default';
  class Notification {
    static get permission(): NotificationPermission {
      return permission();
    }

    static requestPermission(): Promise<NotificationPermission> {
      localStorage.setItem('test.permission', 'granted');
      return Promise.resolve(permission());
    }

    readonly title: string;
    readonly body: string;
    readonly tag: string;
    closed = false;
    onclick: (() => void) | null = null;

    constructor(title: string, { body, tag }: { body: string; tag: string }) {
      Object.assign(this, { title, body, tag });
      this.title = title;
      this.body = body;
      this.tag = tag;
      globalThis.shownHere.push(this);
    }

    close(): void {
      this.closed = true;
    }
  }
  Object.defineProperty(globalThis, 'Notification', { value: Notification });
  Object.defineProperty(document, 'visibilityState', { get: () => (globalThis.hiddenHere ? 'hidden' : 'visible') });
  Object.defineProperty(document, 'hasFocus', { value: () => !globalThis.hiddenHere });
}

export async function turnAway(...tabs: Person[]): Promise<void> {
  for (const { page } of tabs) await hide(page, true);
}

export async function comeBack({ page }: Person): Promise<void> {
  await hide(page, false);
}

async function hide(page: Person['page'], hidden: boolean): Promise<void> {
  await page.evaluate((now) => {
    globalThis.hiddenHere = now;
    document.dispatchEvent(new Event('visibilitychange'));
    dispatchEvent(new Event(now ? 'blur' : 'focus'));
  }, hidden);
}

/** All that these tabs have shown, in their order. */
export async function shownIn(...tabs: Person[]): Promise<Shown[]> {
  const shown = await Promise.all(tabs.map(({ page }) => page.evaluate(() => globalThis.shownHere.map(({ title, body, tag, closed }) => ({ title, body, tag, closed })))));
  return shown.flat();
}

export async function clickOn(tab: Person, body: string): Promise<void> {
  await tab.page.evaluate((wanted) => globalThis.shownHere.find((one) => one.body.includes(wanted))?.onclick?.(), body);
}

/** By the line that asks, as people do. */
export async function allows(person: Person, words = 'ready'): Promise<void> {
  await person.says(words);
  await person.page.getByRole('button', { name: 'Yes, tell me' }).click();
  await expect(person.page.getByRole('region', { name: 'Notifications' })).toHaveCount(0);
}
