import { Module } from '@nestjs/common';
import { Origins } from './origins.ts';
import { RateLimitsModule } from './rate-limits.module.ts';
import { SessionsService } from './sessions.service.ts';

/** Needs its options and a Store from the composition root. */
@Module({ imports: [RateLimitsModule], providers: [SessionsService, Origins], exports: [SessionsService, Origins, RateLimitsModule] })
export class SessionsModule {}
