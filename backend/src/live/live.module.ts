import { Module } from '@nestjs/common';
import { SessionsModule } from '../identity/sessions.module.ts';
import { RoomsModule } from '../rooms/rooms.module.ts';
import { Bus, InProcessBus } from './bus.ts';
import { LogConsumers } from './consumers/log-consumers.ts';
import { DirectoryFeed } from './directory-feed.ts';
import { HeadFeed } from './head-feed.ts';
import { NameFeed } from './name-feed.ts';
import { OpenRooms } from './open-rooms.ts';
import { PersonFeeds } from './person-feeds.ts';
import { PresenceFeed } from './presence-feed.ts';
import { Presence } from './presence.ts';
import { PushConsumer } from './push/push-consumer.ts';
import { PushDeliveries } from './push/push-deliveries.ts';
import { PushDevicesService } from './push/push-devices.service.ts';
import { PushSender } from './push/push-sender.ts';
import { RoomViews } from './room-views.ts';
import { SubscriptionRights } from './subscription-rights.ts';
import { Subscriptions } from './subscriptions.ts';
import { TextIndexing } from './text-indexing.ts';
import { TypingFeed } from './typing-feed.ts';

const PARTS = [RoomViews, Subscriptions, SubscriptionRights, OpenRooms, PersonFeeds, TypingFeed, DirectoryFeed, LogConsumers, PushDevicesService, PushDeliveries];

/** Needs a Store from the composition root. */
@Module({
  imports: [RoomsModule, SessionsModule],
  providers: [{ provide: Bus, useClass: InProcessBus }, Presence, PresenceFeed, HeadFeed, NameFeed, PushSender, PushConsumer, TextIndexing, ...PARTS],
  exports: [Bus, ...PARTS],
})
export class LiveModule {}
