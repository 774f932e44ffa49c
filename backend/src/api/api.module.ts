import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { RateLimitsModule } from '../identity/rate-limits.module.ts';
import { GatewayModule } from '../gateway/gateway.module.ts';
import { LiveModule } from '../live/live.module.ts';
import { RoomsModule } from '../rooms/rooms.module.ts';
import { SessionsModule } from '../identity/sessions.module.ts';
import { AuthGuard } from './auth.guard.ts';
import { HealthController } from './health.controller.ts';
import { InvitesController } from './invites.controller.ts';
import { MeController } from './me.controller.ts';
import { MembersController } from './members.controller.ts';
import { MessagesController } from './messages.controller.ts';
import { Metrics } from './metrics.ts';
import { MetricsGuard } from './metrics.guard.ts';
import { MetricsController } from './metrics.controller.ts';
import { PeopleController } from './people.controller.ts';
import { PushController } from './push.controller.ts';
import { Readiness } from './readiness.ts';
import { RestErrorFilter } from './rest-error.filter.ts';
import { RoomsController } from './rooms.controller.ts';
import { SearchController } from './search.controller.ts';
import { SessionController } from './session.controller.ts';
import { SessionCookie } from './session-cookie.ts';

@Module({
  imports: [RateLimitsModule, SessionsModule, RoomsModule, LiveModule, GatewayModule],
  controllers: [
    SessionController,
    MeController,
    RoomsController,
    MembersController,
    MessagesController,
    InvitesController,
    PeopleController,
    PushController,
    SearchController,
    HealthController,
    MetricsController,
  ],
  providers: [Metrics, MetricsGuard, Readiness, AuthGuard, SessionCookie, { provide: APP_FILTER, useClass: RestErrorFilter }],
  exports: [SessionCookie],
})
export class ApiModule {}

