import { Module } from '@nestjs/common';
import { MembershipsService } from './memberships.service.ts';
import { RoomCommands } from './room-commands.ts';
import { RoomDirectory } from './room-directory.ts';
import { RoomRuntime } from './room-runtime.ts';
import { RoomsService } from './rooms.service.ts';
import { StoreStatus } from './store-status.ts';

/** Needs its options and a Store from the composition root. */
@Module({
  providers: [RoomRuntime, RoomDirectory, RoomCommands, RoomsService, MembershipsService, StoreStatus],
  exports: [RoomRuntime, RoomDirectory, RoomsService, MembershipsService, StoreStatus],
})
export class RoomsModule {}
