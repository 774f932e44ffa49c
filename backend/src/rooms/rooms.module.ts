import { Module } from '@nestjs/common';
import { DirectsService } from './directs.service.ts';
import { HereNow } from './here-now.ts';
import { HooksService } from './hooks.service.ts';
import { InvitesService } from './invites.service.ts';
import { MembershipsService } from './memberships.service.ts';
import { NewRooms } from './new-rooms.ts';
import { PeopleService } from './people.service.ts';
import { PublicRooms } from './public-rooms.ts';
import { RoomCommands } from './room-commands.ts';
import { RoomDirectory } from './room-directory.ts';
import { RoomRuntime } from './room-runtime.ts';
import { RoomsService } from './rooms.service.ts';
import { SearchService } from './search.service.ts';
import { StoreStatus } from './store-status.ts';

const PARTS = [RoomRuntime, RoomDirectory, RoomsService, HooksService, NewRooms, InvitesService, DirectsService, PeopleService, SearchService, MembershipsService, HereNow, PublicRooms, StoreStatus];

/** Needs its options and a Store from the composition root. */
@Module({
  providers: [RoomCommands, ...PARTS],
  exports: PARTS,
})
export class RoomsModule {}
