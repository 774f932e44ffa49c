import { Module } from '@nestjs/common';
import { RoomBulletin } from './room-bulletin.ts';
import { RoomEngine } from './room-engine.ts';
import { RoomStore } from './room-store.ts';
import { RoomsService } from './rooms.service.ts';

/** Needs CONFIG, Journal and StoreReader from the composition root. */
@Module({ providers: [RoomEngine, RoomBulletin, RoomStore, RoomsService], exports: [RoomEngine, RoomBulletin, RoomStore, RoomsService] })
export class RoomsModule {}
