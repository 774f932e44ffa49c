import { Module } from '@nestjs/common';
import { AccountsService } from './accounts.service.ts';
import { AdministrationService } from './administration.service.ts';
import { Admission } from './admission.ts';
import { KnownDevices } from './known-devices.ts';
import { Origins } from './origins.ts';
import { OwnSessions } from './own-sessions.ts';
import { Passwords } from './passwords.ts';
import { RateLimitsModule } from './rate-limits.module.ts';
import { SecondFactorService } from './second-factor.service.ts';
import { ServerInvitesService } from './server-invites.service.ts';
import { ServerSettingsService } from './server-settings.ts';
import { SessionsService } from './sessions.service.ts';
import { SetupService } from './setup.service.ts';
import { SignInLimits } from './sign-in-limits.ts';

const PARTS = [SessionsService, Origins, AccountsService, KnownDevices, SignInLimits, OwnSessions, AdministrationService, Admission, SecondFactorService, ServerInvitesService, ServerSettingsService, SetupService];

/** Needs its options and a Store from the composition root. */
@Module({
  imports: [RateLimitsModule],
  providers: [...PARTS, { provide: Passwords, useFactory: () => new Passwords() }],
  exports: [...PARTS, Passwords, RateLimitsModule],
})
export class SessionsModule {}
