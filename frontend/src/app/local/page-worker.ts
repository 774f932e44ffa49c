import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';

const SCRIPT = '/service-worker.js';
const ACTIVATE = 'activate';
/** The first messages come first: what is kept for later is not to be in their way. */
const REGISTER_AFTER_MS = 3_000;

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): { createScriptURL: (url: string) => string };
}

/** Keeps the page for the time without a network, where the browser can: only over TLS and on the machine itself. */
@Injectable({ providedIn: 'root' })
export class PageWorker {
  readonly #waiting = signal<ServiceWorker | null>(null);
  #registration: ServiceWorkerRegistration | null = null;
  #reloading = false;

  /** A newer version of the page is here, and waits until the reader wants it. */
  readonly newer = computed(() => this.#waiting() !== null);

  constructor() {
    if (!('serviceWorker' in navigator)) return;
    const timer = setTimeout(() => void this.#register(), REGISTER_AFTER_MS);
    inject(DestroyRef).onDestroy(() => clearTimeout(timer));
  }

  /** The server may be another version now. */
  check(): void {
    // Without a network there is nothing newer; the next connection asks again.
    void this.#registration?.update().catch(() => undefined);
  }

  /** Loads the page anew, as the newer version where there is one. */
  reload(): void {
    const waiting = this.#waiting();
    if (waiting === null) return location.reload();
    if (this.#reloading) return;
    this.#reloading = true;
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    waiting.postMessage(ACTIVATE);
  }

  async #register(): Promise<void> {
    const registration = await registered();
    this.#registration = registration;
    if (registration === null) return;
    this.#look(registration);
    registration.addEventListener('updatefound', () => this.#follow(registration));
  }

  #follow(registration: ServiceWorkerRegistration): void {
    registration.installing?.addEventListener('statechange', () => this.#look(registration));
  }

  /** The first one of all is no newer version: nobody has had another. */
  #look({ waiting }: ServiceWorkerRegistration): void {
    if (waiting !== null && navigator.serviceWorker.controller !== null) this.#waiting.set(waiting);
  }
}

/** null where the browser's settings forbid it; what blocks workers may also answer with nothing. */
async function registered(): Promise<ServiceWorkerRegistration | null> {
  try {
    return ((await navigator.serviceWorker.register(trusted(SCRIPT)))) ?? null;
  } catch {
    return null;
  }
}

/** The page's policy forbids script addresses from texts; this one is a constant. */
function trusted(url: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  return trustedTypes?.createPolicy('watek', { createScriptURL: (text) => text }).createScriptURL(url) ?? url;
}
