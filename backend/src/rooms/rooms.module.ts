import { Module } from '@nestjs/common';
import { RoomBulletin } from './room-bulletin.ts';
import { RoomRuntime } from './room-runtime.ts';
import { RoomsService } from './rooms.service.ts';
import { StoreStatus } from './store-status.ts';

/** Needs its options and a Store from the composition root. */
@Module({ providers: [RoomRuntime, RoomBulletin, RoomsService, StoreStatus], exports: [RoomRuntime, RoomBulletin, RoomsService, StoreStatus] })
export class RoomsModule {}
