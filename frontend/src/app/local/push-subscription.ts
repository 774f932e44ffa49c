/** The browser's half of push: its subscription with the push service of its maker. */

/** Only with a service worker, over TLS or on the machine itself; on an iPhone only for the page on the Home Screen. */
export function canBePushed(): boolean {
  return isSecureContext && 'serviceWorker' in navigator && 'PushManager' in globalThis;
}

/** Subscribes, or gives what there is; one to another key is ended first, for that server is gone. Throws what the browser throws. */
export async function subscribe(key: string): Promise<PushSubscription> {
  const { pushManager } = await navigator.serviceWorker.ready;
  const wanted = bytesOf(key);
  const known = await pushManager.getSubscription();
  if (known !== null && isSame(known.options.applicationServerKey, wanted)) return known;
  await known?.unsubscribe();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: wanted });
}

/** Gives the endpoint that is over; null where there was none. */
export async function unsubscribe(): Promise<string | null> {
  if (!canBePushed()) return null;
  const registration = await navigator.serviceWorker.getRegistration();
  const known = await registration?.pushManager.getSubscription();
  await known?.unsubscribe();
  return known?.endpoint ?? null;
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function isSame(key: ArrayBuffer | null, wanted: Uint8Array): boolean {
  const bytes = new Uint8Array(key ?? new ArrayBuffer());
  return bytes.length === wanted.length && bytes.every((byte, index) => byte === wanted[index]);
}
