import { Module } from '@nestjs/common';
import { RateLimitsModule } from '../identity/rate-limits.module.ts';
import { RoomsModule } from '../rooms/rooms.module.ts';
import { SessionsModule } from '../identity/sessions.module.ts';
import { Broadcaster } from './broadcaster.ts';
import { Subscriptions } from './subscriptions.ts';
import { FairScheduler } from './fair-scheduler.ts';
import { Handshake } from './handshake.ts';
import { RoomsGateway } from './rooms.gateway.ts';
import { ShutdownParts, GracefulShutdown } from './graceful-shutdown.ts';
import { SessionSockets } from './session-sockets.ts';
import { SocketLimits } from './socket-limits.ts';
import { SocketFigures } from './socket-figures.ts';
import { SlowConsumerPolicy } from './slow-consumer-policy.ts';
import { ConnectionLifecycle } from './connection-lifecycle.ts';

@Module({
  imports: [RateLimitsModule, SessionsModule, RoomsModule],
  providers: [Subscriptions, Broadcaster, FairScheduler, ShutdownParts, Handshake, RoomsGateway, GracefulShutdown, SocketFigures, SocketLimits, SessionSockets, ConnectionLifecycle, SlowConsumerPolicy],
  exports: [Handshake, SocketFigures],
})
export class GatewayModule {}
