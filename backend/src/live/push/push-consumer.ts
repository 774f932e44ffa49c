import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { isQuietAt, wallClockAt } from '../../contract/quiet-hours.ts';
import { namedIn } from '../../contract/plain-text.ts';
import type { PushDevice } from '../../contract/push.ts';
import type { MessagePosted, RoomEvent } from '../../contract/room-events.ts';
import { MembershipsService } from '../../rooms/memberships.service.ts';
import type { PushTarget } from '../../store/push.ts';
import { Store, type StoredRoom } from '../../store/store.ts';
import type { LogConsumer } from '../consumers/log-consumer.ts';
import { LogConsumers } from '../consumers/log-consumers.ts';
import { PushDeliveries } from './push-deliveries.ts';
import { newsFor, type PushNews } from './push-news.ts';
import { PUSH_OPTIONS, type PushOptions } from './push-options.ts';
import { messagePayload } from './push-text.ts';
import { type Place, ToldDevices } from './told-devices.ts';

const PEOPLE_AT_ONCE = 100;
/** Of those named in a message. */
const NAMES_LOOKED_UP = 10;
/** Its push service lets nobody take a notification back without showing another. */
const APPLE = /^https:\/\/[^/]*\.push\.apple\.com\//u;

/**
 * Tells people of messages that none of their devices has read a moment later, however loud they want the room. It reads the
 * logs from where it was: a death in between loses nothing, and what is sent twice is shown once, by its room and number.
 */
@Injectable()
export class PushConsumer implements LogConsumer, OnModuleInit {
  readonly name = 'push';
  readonly from = 'now';
  readonly afterMs: number;
  readonly #consumers: LogConsumers;
  readonly #memberships: MembershipsService;
  readonly #deliveries: PushDeliveries;
  readonly #store: Store;
  readonly #told = new ToldDevices();

  constructor(@Inject(PUSH_OPTIONS) options: PushOptions, consumers: LogConsumers, memberships: MembershipsService, deliveries: PushDeliveries, store: Store) {
    this.afterMs = options.afterMs;
    this.#consumers = consumers;
    this.#memberships = memberships;
    this.#deliveries = deliveries;
    this.#store = store;
  }

  onModuleInit(): void {
    this.#memberships.changed.subscribe((place) => {
      if (this.#told.knows(place)) void this.#takeBack(place).catch(() => undefined);
    });
    this.#consumers.start(this);
  }

  async concerns(roomId: string): Promise<boolean> {
    return (await this.#store.readBulk('pushTargets', { roomId, after: '', limit: 1 })).length > 0;
  }

  async consume(roomId: string, events: RoomEvent[]): Promise<void> {
    const messages = events.filter((event) => event.type === 'message.posted');
    const room = messages.length === 0 ? null : await this.#store.readBulk('room', roomId, null);
    if (room === null) return;
    let isWhole = true;
    let after = '';
    for (;;) {
      const targets = await this.#store.readBulk('pushTargets', { roomId, after, limit: PEOPLE_AT_ONCE });
      const done = await Promise.all(targets.map((target) => this.#tell(room, target, messages)));
      isWhole &&= done.every(Boolean);
      const last = targets.at(-1);
      if (last === undefined || targets.length < PEOPLE_AT_ONCE) break;
      after = last.userId;
    }
    if (!isWhole) throw new Error('A push service did not answer.');
  }

  /** False where a device has to be tried again. */
  async #tell(room: StoredRoom, target: PushTarget, messages: MessagePosted[]): Promise<boolean> {
    const now = Date.now();
    const news = newsFor(target, messages, now);
    if (news === null) return true;
    const place = { roomId: room.id, userId: target.userId };
    const awake = target.devices.filter((device) => !isQuiet(device, now) && this.#told.isNew({ ...place, endpoint: device.endpoint }, { ordinal: news.message.ordinal, isMention: news.isMention, now }));
    if (awake.length === 0) return true;
    const names = await this.#namesIn(news);
    const told = await Promise.all(awake.map((device) => this.#deliver(device, { room, news, names, userId: target.userId })));
    return told.every(Boolean);
  }

  async #deliver(device: PushDevice, { room, news, names, userId }: { room: StoredRoom; news: PushNews; names: ReadonlyMap<string, string>; userId: string }): Promise<boolean> {
    const { message } = news;
    if ((await this.#deliveries.deliver(device, messagePayload(device, { room, message, names, userId }))) === 'again') return false;
    this.#told.note({ roomId: room.id, userId, endpoint: device.endpoint }, { ordinal: message.ordinal, at: Date.now() });
    return true;
  }

  async #namesIn({ message }: PushNews): Promise<ReadonlyMap<string, string>> {
    const ids = namedIn(message.body).slice(0, NAMES_LOOKED_UP);
    const people = await Promise.all(ids.map((id) => this.#store.readBulk('user', id)));
    return new Map(people.filter((person) => person !== null).map(({ id, name }) => [id, name]));
  }

  /** Read on another device: what is still shown of it goes. */
  async #takeBack(place: Place): Promise<void> {
    const { roomId, userId } = place;
    const [mine] = await this.#store.read('membershipsIn', roomId, [userId]);
    if (mine === undefined) return;
    const over = this.#told.takeRead(place, mine.readOrdinal);
    const devices = over.length === 0 ? [] : await this.#store.read('pushDevicesOf', userId);
    const shown = devices.filter(({ endpoint }) => over.includes(endpoint) && !APPLE.test(endpoint));
    await Promise.all(shown.map((device) => this.#deliveries.deliver(device, { type: 'read', roomId, ordinal: mine.readOrdinal })));
  }

  get remembered(): number {
    return this.#told.size;
  }
}

function isQuiet({ quiet }: PushDevice, now: number): boolean {
  return quiet !== undefined && isQuietAt(quiet, wallClockAt(now, quiet.timeZone));
}
