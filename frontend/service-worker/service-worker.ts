/**
 * The page without a network: what it begins with is kept whole, one version at a time, and what it loads later when it
 * was asked for once. A new version is fetched beside the old one and waits until the reader asks for it: an open page
 * never gets the parts of another version. Nothing that a server says of people passes here: it knows files only.
 */
import { createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import type { PushPayload } from '../../backend/src/contract/push.ts';
import { pushed } from './push.ts';

declare const self: ServiceWorkerGlobalScope;
/** Put here by the build: what is kept from the start, and the names of what may be loaded later. */
declare const SHELL: { url: string; revision: string | null }[];
declare const PARTS: string[];

const PART_CACHE = 'watek-parts';
const OF_THE_SERVER = [/^\/api(?:\/|$)/u, /^\/socket\.io(?:\/|$)/u, /^\/metrics(?:\/|$)/u];
/** Sent by a page whose reader wants the new version. */
const ACTIVATE = 'activate';
/** Told to a page: what it shall go to. */
const OPEN = 'open';

precacheAndRoute(SHELL, { directoryIndex: '', cleanURLs: false });
registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: [...OF_THE_SERVER, /\.[^/]*$/u] }));
registerRoute(({ url, sameOrigin }) => sameOrigin && PARTS.includes(url.pathname), new CacheFirst({ cacheName: PART_CACHE }));

self.addEventListener('message', ({ data }) => {
  if (data === ACTIVATE) void self.skipWaiting();
});
self.addEventListener('activate', (event) => event.waitUntil(forgetOldParts()));

self.addEventListener('push', (event) => {
  if (event.data !== null) event.waitUntil(pushed(self, event.data.json() as PushPayload));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { path } = (event.notification.data ?? {}) as { path?: unknown };
  event.waitUntil(open(typeof path === 'string' ? path : '/'));
});

/** In a page that is open already where there is one: it goes there without being loaded anew. */
async function open(path: string): Promise<void> {
  // Also the one that was there before its first service worker.
  const [page] = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (page === undefined) return void (await self.clients.openWindow(path));
  page.postMessage({ type: OPEN, path });
  // Not every browser lets it come to the front; it has gone there in any case.
  await page.focus().catch(() => undefined);
}

async function forgetOldParts(): Promise<void> {
  const cache = await caches.open(PART_CACHE);
  const requests = await cache.keys();
  await Promise.all(requests.filter(({ url }) => !PARTS.includes(new URL(url).pathname)).map((request) => cache.delete(request)));
}
