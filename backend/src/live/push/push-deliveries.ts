import { Injectable } from '@nestjs/common';
import type { PushDevice, PushPayload } from '../../contract/push.ts';
import { Store } from '../../store/store.ts';
import { PushSender } from './push-sender.ts';
import { PushTroubles } from './push-troubles.ts';

/** Hands payloads to devices, forgets those that are gone, and is patient with push services that do not answer. */
@Injectable()
export class PushDeliveries {
  readonly #sender: PushSender;
  readonly #store: Store;
  readonly #troubles = new PushTroubles();
  readonly figures = { delivered: 0, gone: 0, refused: 0, unreachable: 0 };

  constructor(sender: PushSender, store: Store) {
    this.#sender = sender;
    this.#store = store;
  }

  /** `again`: it should be tried again soon. */
  async deliver(device: PushDevice, payload: PushPayload): Promise<'done' | 'again'> {
    const { endpoint } = device;
    if (this.#troubles.isResting(endpoint, Date.now())) return 'done';
    const { outcome } = await this.#sender.send(device, payload);
    this.figures[outcome] += 1;
    if (outcome === 'gone') await this.#forget(endpoint);
    if (outcome !== 'unreachable') this.#troubles.over(endpoint);
    else return this.#wait(endpoint);
    return 'done';
  }

  async #wait(endpoint: string): Promise<'done' | 'again'> {
    const next = this.#troubles.add(endpoint, Date.now());
    if (next === 'give up') await this.#forget(endpoint);
    return next === 'again' ? 'again' : 'done';
  }

  #forget(endpoint: string): Promise<void> {
    return this.#store.write('forgetPushDevice', { endpoint, userId: null });
  }
}
