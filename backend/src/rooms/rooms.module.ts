import { Module } from '@nestjs/common';
import { RoomBulletin } from './room-bulletin.ts';
import { RoomRuntime } from './room-runtime.ts';
import { RoomStore } from './room-store.ts';
import { RoomsService } from './rooms.service.ts';

/** Needs its options, Journal and StoreReader from the composition root. */
@Module({ providers: [RoomRuntime, RoomBulletin, RoomStore, RoomsService], exports: [RoomRuntime, RoomBulletin, RoomStore, RoomsService] })
export class RoomsModule {}
