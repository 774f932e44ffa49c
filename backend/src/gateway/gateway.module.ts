import { Module } from '@nestjs/common';
import { RateLimitsModule } from '../identity/rate-limits.module.ts';
import { SessionsModule } from '../identity/sessions.module.ts';
import { LiveModule } from '../live/live.module.ts';
import { RoomsModule } from '../rooms/rooms.module.ts';
import { Broadcaster } from './broadcaster.ts';
import { CommandDispatcher } from './command-dispatcher.ts';
import { FairScheduler } from './fair-scheduler.ts';
import { GracefulShutdown } from './graceful-shutdown.ts';
import { Handshake } from './handshake.ts';
import { RoomsGateway } from './rooms.gateway.ts';
import { SessionSockets } from './session-sockets.ts';
import { SlowConsumerPolicy } from './slow-consumer-policy.ts';
import { SocketFigures } from './socket-figures.ts';
import { SocketLimits } from './socket-limits.ts';

@Module({
  imports: [RateLimitsModule, SessionsModule, RoomsModule, LiveModule],
  providers: [
    Broadcaster,
    CommandDispatcher,
    FairScheduler,
    Handshake,
    RoomsGateway,
    GracefulShutdown,
    SocketFigures,
    SocketLimits,
    SessionSockets,
    SlowConsumerPolicy,
  ],
  exports: [Handshake, SocketFigures],
})
export class GatewayModule {}
