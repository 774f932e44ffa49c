import { Module } from '@nestjs/common';
import { SessionsService } from './sessions.service.ts';

/** Needs its options and a Store from the composition root. */
@Module({ providers: [SessionsService], exports: [SessionsService] })
export class SessionsModule {}
