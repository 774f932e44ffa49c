import { randomUUID } from 'node:crypto';
import { Body, Get, Param, Patch, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { ChangeRoom, KnownRoom } from '../../contract/administration.ts';
import { LIMITS } from '../../contract/limits.ts';
import { AdministrationService } from '../../identity/administration.service.ts';
import { principalOf } from '../../identity/principal.ts';
import type { Session } from '../../identity/session.ts';
import { PublicRooms } from '../../rooms/public-rooms.ts';
import { RoomDirectory } from '../../rooms/room-directory.ts';
import { RoomsService } from '../../rooms/rooms.service.ts';
import { changeRoomSchema, knownRoomSchema } from '../../wire/schemas/administration.ts';
import { id } from '../../wire/schemas/text.ts';
import { ApiAnswers, ApiFilter, ApiPayload } from '../api-schemas.ts';
import { CurrentUser } from '../auth.guard.ts';
import { PayloadPipe } from '../payload.pipe.ts';
import { whole } from '../request.ts';
import { AdminController } from './admin.guard.ts';
import { Confirmations } from './confirmations.ts';

const filterSchema = z.strictObject({
  query: z.string().max(LIMITS.roomNameLength).optional().describe('A part of the name'),
  after: id.optional().describe('The id of the last one of the page before'),
  limit: whole(1, LIMITS.administrationPage),
});

/** Public rooms. Of others' private ones an administrator knows nothing. */
@ApiTags('administration')
@AdminController('rooms')
export class AdminRoomsController {
  readonly #known: PublicRooms;
  readonly #rooms: RoomsService;
  readonly #directory: RoomDirectory;
  readonly #administration: AdministrationService;
  readonly #confirmations: Confirmations;

  constructor(known: PublicRooms, rooms: RoomsService, directory: RoomDirectory, administration: AdministrationService, confirmations: Confirmations) {
    this.#known = known;
    this.#rooms = rooms;
    this.#directory = directory;
    this.#administration = administration;
    this.#confirmations = confirmations;
  }

  @Get()
  @ApiFilter(filterSchema)
  @ApiAnswers({ summary: 'Public rooms with their figures, oldest first', schema: z.array(knownRoomSchema), failures: ['NOT_FOUND', 'INVALID'] })
  list(@Query(new PayloadPipe(filterSchema)) { query = '', after, limit }: z.output<typeof filterSchema>): Promise<KnownRoom[]> {
    return this.#known.list({ query, after: after ?? null, limit: limit ?? LIMITS.administrationPage });
  }

  @Patch(':id')
  @ApiPayload(changeRoomSchema)
  @ApiAnswers({ summary: 'Archive a room or open it again, or give it another owner besides', schema: knownRoomSchema, failures: ['NOT_FOUND', 'INVALID', 'FORBIDDEN', 'RATE_LIMITED', 'BUSY', 'ROOM_UNAVAILABLE'] })
  async change(@Param('id', new PayloadPipe(id)) idOrSlug: string, @Body(new PayloadPipe(changeRoomSchema)) wish: ChangeRoom, @CurrentUser() session: Session): Promise<KnownRoom> {
    await this.#confirmations.require(session, wish.password);
    const principal = principalOf(session);
    const { id: roomId, name } = await this.#directory.find(principal, idOrSlug, 'room.update');
    const command = { roomId, clientId: randomUUID() };
    if (wish.owner !== undefined) await this.#rooms.setMember(principal, { ...command, userId: wish.owner, role: 'owner' });
    else await this.#rooms.update(principal, { ...command, archived: wish.archived === true });
    const { action, changes } = entryOf(wish);
    await this.#administration.record(action, { id: roomId, name }, { actor: session.user, why: wish.why, changes });
    return this.#known.get(roomId);
  }
}

function entryOf({ owner, archived }: ChangeRoom) {
  if (owner !== undefined) return { action: 'room.owner', changes: { owner } } as const;
  return { action: archived === true ? 'room.archived' : 'room.reopened', changes: {} } as const;
}
