import { Module } from '@nestjs/common';
import { SessionsService } from './sessions.service.ts';

/** Needs CONFIG, Journal and StoreReader from the composition root. */
@Module({ providers: [SessionsService], exports: [SessionsService] })
export class SessionsModule {}
