import { Body, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { RateLimits } from '../identity/rate-limits.ts';
import type { CreateRoom } from '../contract/commands.ts';
import { LIMITS } from '../contract/limits.ts';
import type { HistoryQuery } from '../contract/rest.ts';
import type { Message } from '../contract/room-events.ts';
import type { Room } from '../contract/room.ts';
import { PayloadPipe } from './payload.pipe.ts';
import { createRoomSchema } from '../wire/schemas/payloads.ts';
import { id } from '../wire/schemas/text.ts';
import { messageSchema, roomSchema } from '../wire/schemas/views.ts';
import { ChatError } from '../wire/chat-error.ts';
import { RoomsService } from '../rooms/rooms.service.ts';
import type { Session } from '../identity/session.ts';
import { ApiAnswers, ApiFilter, ApiPayload } from './api-schemas.ts';
import { CurrentUser, GuardedController, Public } from './auth.guard.ts';

const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most).optional();

const listQuerySchema = z.strictObject({
  after: id.optional().describe('The id of the last room of the page before'),
  limit: whole(1, LIMITS.roomsPerPage),
});
const historyQuerySchema = z.strictObject({
  before: whole(1, Number.MAX_SAFE_INTEGER).describe('Only messages with a smaller ordinal'),
  after: whole(0, Number.MAX_SAFE_INTEGER).describe('Only messages with a greater ordinal'),
  limit: whole(1, LIMITS.messagesPerPage),
});

@ApiTags('rooms')
@GuardedController('api/rooms')
export class RoomsController {
  readonly #rooms: RoomsService;
  readonly #admission: RateLimits;

  constructor(rooms: RoomsService, admission: RateLimits) {
    this.#rooms = rooms;
    this.#admission = admission;
  }

  @Get()
  @Public()
  @ApiFilter(listQuerySchema)
  @ApiAnswers({ summary: 'The public rooms, and the private ones of the caller, oldest first', schema: z.array(roomSchema), failures: ['INVALID'] })
  list(@Query(new PayloadPipe(listQuerySchema)) query: z.output<typeof listQuerySchema>, @CurrentUser() session: Session | null): Promise<Room[]> {
    const { after = null, limit = LIMITS.roomsPerPage } = query;
    return this.#rooms.list({ after, limit, userId: session?.user.id ?? null });
  }

  @Post()
  @ApiPayload(createRoomSchema)
  @ApiAnswers({ summary: 'Make a room and become its first member', status: 201, schema: roomSchema, failures: ['INVALID', 'TOO_LARGE', 'NAME_TAKEN', 'RATE_LIMITED'] })
  create(@Body(new PayloadPipe(createRoomSchema)) wanted: CreateRoom, @CurrentUser() session: Session): Promise<Room> {
    ChatError.ifTooFast(this.#admission.room(session.user.id), 'Too many new rooms in a short time.');
    return this.#rooms.create(session.user, wanted);
  }

  @Get(':id')
  @Public()
  @ApiAnswers({ summary: 'One room, by id or slug', schema: roomSchema, failures: ['NOT_FOUND', 'FORBIDDEN'] })
  get(@Param('id', new PayloadPipe(id)) idOrSlug: string, @CurrentUser() session: Session | null): Promise<Room> {
    return this.#rooms.get(idOrSlug, session?.user.id ?? null);
  }

  @Get(':id/messages')
  @ApiFilter(historyQuerySchema)
  @ApiAnswers({ summary: 'A page of history, oldest first', schema: z.array(messageSchema), failures: ['NOT_FOUND', 'FORBIDDEN', 'INVALID'] })
  history(
    @Param('id', new PayloadPipe(id)) idOrSlug: string,
    @Query(new PayloadPipe(historyQuerySchema)) query: HistoryQuery,
    @CurrentUser() session: Session,
  ): Promise<Message[]> {
    return this.#rooms.history(idOrSlug, session.user.id, query);
  }
}
