import { Module } from '@nestjs/common';
import { SessionsService } from './sessions.service.ts';

/** Needs its options, Journal and StoreReader from the composition root. */
@Module({ providers: [SessionsService], exports: [SessionsService] })
export class SessionsModule {}
