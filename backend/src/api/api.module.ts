import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { RateLimitsModule } from '../identity/rate-limits.module.ts';
import { GatewayModule } from '../gateway/gateway.module.ts';
import { LiveModule } from '../live/live.module.ts';
import { RoomsModule } from '../rooms/rooms.module.ts';
import { SessionsModule } from '../identity/sessions.module.ts';
import { AccountsController } from './accounts.controller.ts';
import { AdminAuditController } from './admin/admin-audit.controller.ts';
import { AdminGuard } from './admin/admin.guard.ts';
import { AdminRoomsController } from './admin/admin-rooms.controller.ts';
import { AdminSettingsController } from './admin/admin-settings.controller.ts';
import { AdminUsersController } from './admin/admin-users.controller.ts';
import { Confirmations } from './admin/confirmations.ts';
import { AuthGuard } from './auth.guard.ts';
import { DeviceCookie } from './device-cookie.ts';
import { HealthController } from './health.controller.ts';
import { Invitations } from './invitations.ts';
import { HooksController } from './hooks.controller.ts';
import { InvitesController } from './invites.controller.ts';
import { MeController } from './me.controller.ts';
import { MembersController } from './members.controller.ts';
import { MessageHistoryController } from './message-history.controller.ts';
import { MessagesController } from './messages.controller.ts';
import { Metrics } from './metrics.ts';
import { MetricsGuard } from './metrics.guard.ts';
import { MetricsController } from './metrics.controller.ts';
import { OwnSessionsController } from './own-sessions.controller.ts';
import { PeopleController } from './people.controller.ts';
import { PushController } from './push.controller.ts';
import { Readiness } from './readiness.ts';
import { ResetController } from './reset.controller.ts';
import { RestErrorFilter } from './rest-error.filter.ts';
import { RoomHooksController } from './room-hooks.controller.ts';
import { RoomsController } from './rooms.controller.ts';
import { SearchController } from './search.controller.ts';
import { SecondFactorController } from './second-factor.controller.ts';
import { SessionController } from './session.controller.ts';
import { SetupController } from './setup.controller.ts';
import { SessionAnswers } from './session-answers.ts';
import { SessionCookie } from './session-cookie.ts';

@Module({
  imports: [RateLimitsModule, SessionsModule, RoomsModule, LiveModule, GatewayModule],
  controllers: [
    SessionController,
    AccountsController,
    SetupController,
    ResetController,
    AdminUsersController,
    AdminRoomsController,
    AdminSettingsController,
    AdminAuditController,
    MeController,
    OwnSessionsController,
    SecondFactorController,
    RoomsController,
    MembersController,
    MessageHistoryController,
    MessagesController,
    InvitesController,
    PeopleController,
    PushController,
    RoomHooksController,
    HooksController,
    SearchController,
    HealthController,
    MetricsController,
  ],
  providers: [Metrics, MetricsGuard, Readiness, AuthGuard, SessionCookie, SessionAnswers, DeviceCookie, AdminGuard, Confirmations, Invitations, { provide: APP_FILTER, useClass: RestErrorFilter }],
  exports: [SessionCookie],
})
export class ApiModule {}

