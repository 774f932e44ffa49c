import { Module } from '@nestjs/common';
import { AdmissionModule } from '../admission/admission.module.ts';
import { RoomsModule } from '../rooms/rooms.module.ts';
import { SessionsModule } from '../sessions/sessions.module.ts';
import { Announcer } from './announcer.ts';
import { Audiences } from './audiences.ts';
import { Breath } from './breath.ts';
import { Handshake } from './handshake.ts';
import { RoomsGateway } from './rooms.gateway.ts';
import { DoorParts, ServerDoor } from './server-door.ts';
import { SocketFigures } from './socket-figures.ts';
import { StallWatch } from './stall-watch.ts';
import { Sockets } from './sockets.ts';

@Module({
  imports: [AdmissionModule, SessionsModule, RoomsModule],
  providers: [Audiences, Announcer, Breath, DoorParts, Handshake, RoomsGateway, ServerDoor, SocketFigures, Sockets, StallWatch],
  exports: [Handshake, SocketFigures],
})
export class GatewayModule {}
