/** What the server sends while no page may be open; see backend/src/contract/push.ts. */
import type { PushPayload } from '../../backend/src/contract/push.ts';

const ICON = '/icons/icon-192.png';
/** As the page tags its own: of two for one room the newer takes the older one's place. */
const TAG = 'watek.room.';

type Scope = Pick<ServiceWorkerGlobalScope, 'registration' | 'clients'>;

export async function pushed(scope: Scope, payload: PushPayload): Promise<void> {
  if (payload.type === 'message') await showMessage(scope, payload);
  else if (payload.type === 'read') await takeBack(scope, payload);
  else await scope.registration.showNotification(payload.title, { body: payload.body, icon: ICON, tag: 'watek.sample', data: { path: '/settings' } });
}

/** Nothing where a page is looked at, which calls its reader by itself, nor twice of the same message. */
async function showMessage({ registration, clients }: Scope, { roomId, title, body, path, ordinal }: Extract<PushPayload, { type: 'message' }>): Promise<void> {
  const pages = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (pages.some(({ focused }) => focused)) return;
  const tag = TAG + roomId;
  const shown = await registration.getNotifications({ tag });
  if (shown.some((notification) => ordinalOf(notification) >= ordinal)) return;
  // Of TypeScript's library, where it lags behind the browsers.
  const options: NotificationOptions & { renotify: boolean } = { body, tag, icon: ICON, renotify: true, data: { path, ordinal } };
  await registration.showNotification(title, options);
}

async function takeBack({ registration }: Scope, { roomId, ordinal }: Extract<PushPayload, { type: 'read' }>): Promise<void> {
  const shown = await registration.getNotifications({ tag: TAG + roomId });
  for (const notification of shown) if (ordinalOf(notification) <= ordinal) notification.close();
}

/** The page's own say it in their path alone. */
function ordinalOf({ data }: Notification): number {
  const { ordinal, path } = (data ?? {}) as { ordinal?: unknown; path?: unknown };
  if (typeof ordinal === 'number') return ordinal;
  const last = typeof path === 'string' ? Number(path.split('/').at(-1)) : NaN;
  return Number.isInteger(last) ? last : 0;
}
