import { Body, HttpCode, Module, Param, Post, type DynamicModule } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { z } from 'zod';
import { PayloadPipe } from './payload.pipe.ts';
import { id } from '../wire/schemas/text.ts';
import { FAULTS } from '../rooms/faults.ts';
import { RoomRuntime } from '../rooms/room-runtime.ts';
import { RoomsModule } from '../rooms/rooms.module.ts';
import { RoomDirectory } from '../rooms/room-directory.ts';
import { SessionsModule } from '../identity/sessions.module.ts';
import { principalOf } from '../identity/principal.ts';
import type { Session } from '../identity/session.ts';
import { ApiModule } from './api.module.ts';
import { CurrentUser, GuardedController } from './auth.guard.ts';

const MOST_TIMES = 100;
const harmSchema = z.strictObject({ fault: z.enum(FAULTS), times: z.int().min(1).max(MOST_TIMES).default(1) });

/** Breaks the thread of a room of the caller's own. The other rooms must not notice, and nothing may be lost. */
@ApiExcludeController()
@GuardedController('api/faults')
class FaultsController {
  readonly #directory: RoomDirectory;
  readonly #runtime: RoomRuntime;

  constructor(directory: RoomDirectory, runtime: RoomRuntime) {
    this.#directory = directory;
    this.#runtime = runtime;
  }

  @Post('rooms/:id')
  @HttpCode(202)
  async harm(
    @Param('id', new PayloadPipe(id)) idOrSlug: string,
    @Body(new PayloadPipe(harmSchema)) { fault, times }: z.output<typeof harmSchema>,
    @CurrentUser() session: Session,
  ): Promise<object> {
    const room = await this.#directory.find(principalOf(session), idOrSlug, 'room.fault');
    this.#runtime.harm(room.id, fault, times);
    return { roomId: room.id, fault, times };
  }
}

@Module({})
export class FaultsModule {
  /** Without FAULT_INJECTION the route does not exist. */
  static register(enabled: boolean): DynamicModule {
    return { module: FaultsModule, imports: [ApiModule, RoomsModule, SessionsModule], controllers: enabled ? [FaultsController] : [] };
  }
}
