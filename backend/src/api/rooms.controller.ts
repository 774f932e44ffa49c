import { Body, Get, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Nothing } from '../contract/commands.ts';
import { LIMITS } from '../contract/limits.ts';
import type { Room } from '../contract/room.ts';
import { principalOf } from '../identity/principal.ts';
import { RateLimits } from '../identity/rate-limits.ts';
import type { Session } from '../identity/session.ts';
import { RoomViews } from '../live/room-views.ts';
import { MembershipsService } from '../rooms/memberships.service.ts';
import { RoomDirectory } from '../rooms/room-directory.ts';
import { RoomsService } from '../rooms/rooms.service.ts';
import { ChatError } from '../wire/chat-error.ts';
import { ackDataSchemas } from '../wire/schemas/facts.ts';
import { createRoomBodySchema, setFavouriteBodySchema, setNotifyBodySchema, updateRoomBodySchema } from '../wire/schemas/payloads.ts';
import { id } from '../wire/schemas/text.ts';
import { roomSchema } from '../wire/schemas/views.ts';
import { ApiAnswers, ApiFilter, ApiPayload } from './api-schemas.ts';
import { CurrentUser, GuardedController, Public } from './auth.guard.ts';
import { PayloadPipe } from './payload.pipe.ts';
import { repeatable, whole } from './request.ts';

const listQuerySchema = z.strictObject({
  query: z.string().max(LIMITS.roomNameLength).optional().describe('A part of the name; case and diacritics do not matter'),
  after: id.optional().describe('The id of the last room of the page before'),
  limit: whole(1, LIMITS.roomsPerPage),
  joined: z.enum(['false']).optional().describe('Only rooms that the caller is not in'),
});

@ApiTags('rooms')
@GuardedController('api/rooms')
export class RoomsController {
  readonly #rooms: RoomsService;
  readonly #directory: RoomDirectory;
  readonly #memberships: MembershipsService;
  readonly #views: RoomViews;
  readonly #rates: RateLimits;

  constructor(rooms: RoomsService, directory: RoomDirectory, memberships: MembershipsService, views: RoomViews, rates: RateLimits) {
    this.#rooms = rooms;
    this.#directory = directory;
    this.#memberships = memberships;
    this.#views = views;
    this.#rates = rates;
  }

  @Get()
  @Public()
  @ApiFilter(listQuerySchema)
  @ApiAnswers({ summary: "The caller's own rooms, then the other public ones, each oldest first", schema: z.array(roomSchema), failures: ['INVALID', 'RATE_LIMITED'] })
  async list(@Query(new PayloadPipe(listQuerySchema)) wanted: z.output<typeof listQuerySchema>, @CurrentUser() session: Session | null): Promise<Room[]> {
    const { query = '', after = null, limit = LIMITS.roomsPerPage, joined } = wanted;
    const rows = await this.#directory.list(principalOrNobody(session), { query, after, limit, withOwn: joined !== 'false' });
    return rows.map((row) => this.#views.room(row));
  }

  @Post()
  @ApiPayload(createRoomBodySchema)
  @ApiAnswers({
    summary: 'Make a room and become its first member. Again with the same clientId: the same room',
    status: 201,
    schema: roomSchema,
    failures: ['INVALID', 'TOO_LARGE', 'NAME_TAKEN', 'CONFLICT', 'RATE_LIMITED'],
  })
  async create(@Body(new PayloadPipe(createRoomBodySchema)) body: z.output<typeof createRoomBodySchema>, @CurrentUser() session: Session): Promise<Room> {
    ChatError.ifTooFast(this.#rates.room(session.user.id), 'Too many new rooms in a short time.');
    return this.#views.room(await this.#rooms.create(principalOf(session), repeatable(body)));
  }

  @Get(':id')
  @Public()
  @ApiAnswers({ summary: 'One room, by id or slug', schema: roomSchema, failures: ['NOT_FOUND'] })
  async get(@Param('id', new PayloadPipe(id)) idOrSlug: string, @CurrentUser() session: Session | null): Promise<Room> {
    return this.#views.room(await this.#directory.find(principalOrNobody(session), idOrSlug));
  }

  @Patch(':id')
  @ApiPayload(updateRoomBodySchema)
  @ApiAnswers({ summary: 'Change how a room is called, seen and run', schema: roomSchema, failures: ['NOT_FOUND', 'FORBIDDEN', 'INVALID', 'NAME_TAKEN', 'CONFLICT'] })
  async update(
    @Param('id', new PayloadPipe(id)) idOrSlug: string,
    @Body(new PayloadPipe(updateRoomBodySchema)) body: z.output<typeof updateRoomBodySchema>,
    @CurrentUser() session: Session,
  ): Promise<Room> {
    const principal = principalOf(session);
    const room = await this.#directory.find(principal, idOrSlug, 'room.update');
    return this.#views.room(await this.#rooms.update(principal, { ...repeatable(body), roomId: room.id }));
  }

  @Put(':id/notify')
  @ApiPayload(setNotifyBodySchema)
  @ApiAnswers({ summary: 'What of the room the caller is told of, and until when of nothing; without mutedUntil it is not muted', schema: ackDataSchemas['room:notify'], failures: ['NOT_FOUND', 'NOT_A_MEMBER', 'INVALID'] })
  async setNotify(
    @Param('id', new PayloadPipe(id)) idOrSlug: string,
    @Body(new PayloadPipe(setNotifyBodySchema)) body: z.output<typeof setNotifyBodySchema>,
    @CurrentUser() session: Session,
  ): Promise<Nothing> {
    const principal = principalOf(session);
    ChatError.ifTooFast(this.#rates.command(principal.userId), 'Too many commands in a short time.');
    const room = await this.#directory.find(principal, idOrSlug);
    await this.#memberships.setNotify(principal, { ...body, roomId: room.id });
    return {};
  }

  @Put(':id/favourite')
  @ApiPayload(setFavouriteBodySchema)
  @ApiAnswers({ summary: "Whether the room stands on top of the caller's list", schema: ackDataSchemas['room:favourite'], failures: ['NOT_FOUND', 'NOT_A_MEMBER', 'INVALID'] })
  async setFavourite(
    @Param('id', new PayloadPipe(id)) idOrSlug: string,
    @Body(new PayloadPipe(setFavouriteBodySchema)) body: z.output<typeof setFavouriteBodySchema>,
    @CurrentUser() session: Session,
  ): Promise<Nothing> {
    const principal = principalOf(session);
    ChatError.ifTooFast(this.#rates.command(principal.userId), 'Too many commands in a short time.');
    const room = await this.#directory.find(principal, idOrSlug);
    await this.#memberships.setFavourite(principal, { ...body, roomId: room.id });
    return {};
  }
}

function principalOrNobody(session: Session | null) {
  return session === null ? null : principalOf(session);
}
