import { Injectable } from '@nestjs/common';
import type { PushDevice, PushTested } from '../../contract/push.ts';
import { ChatError } from '../../wire/chat-error.ts';
import type { Session } from '../../identity/session.ts';
import { Store } from '../../store/store.ts';
import { PushSender } from './push-sender.ts';
import { testPayload } from './push-text.ts';

/** Which browsers of somebody's are told of messages. */
@Injectable()
export class PushDevicesService {
  readonly #sender: PushSender;
  readonly #store: Store;

  constructor(sender: PushSender, store: Store) {
    this.#sender = sender;
    this.#store = store;
  }

  get publicKey(): string {
    return this.#sender.publicKey;
  }

  /** For as long as the session lasts. */
  async save({ user, tokenHash }: Session, device: PushDevice): Promise<void> {
    await this.#store.write('savePushDevice', { ...device, userId: user.id, tokenHash, createdAt: Date.now() });
  }

  async forget({ user }: Session, endpoint: string): Promise<void> {
    await this.#store.write('forgetPushDevice', { endpoint, userId: user.id });
  }

  /** Sends something now and says what became of it. Throws NOT_FOUND where the device is not known. */
  async test({ user }: Session, endpoint: string): Promise<PushTested> {
    const device = await this.#store.read('pushDevice', { endpoint, userId: user.id });
    if (device === null) throw new ChatError('NOT_FOUND', 'endpoint: this device is not told of anything. Turn push on for it first.');
    const tested = await this.#sender.send(device, testPayload(device));
    if (tested.outcome === 'gone') await this.#store.write('forgetPushDevice', { endpoint, userId: null });
    return tested;
  }
}
