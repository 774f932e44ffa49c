import { Body, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { CreateInvite, Invite, InviteView } from '../contract/invites.ts';
import type { Room } from '../contract/room.ts';
import { principalOf } from '../identity/principal.ts';
import { RateLimits } from '../identity/rate-limits.ts';
import type { Session } from '../identity/session.ts';
import { RoomViews } from '../live/room-views.ts';
import { RoomsService } from '../rooms/rooms.service.ts';
import { ChatError } from '../wire/chat-error.ts';
import { createInviteBodySchema, repeatableBodySchema } from '../wire/schemas/payloads.ts';
import { id } from '../wire/schemas/text.ts';
import { inviteSchema, inviteViewSchema, roomSchema } from '../wire/schemas/views.ts';
import { ApiAnswers, ApiFilter, ApiPayload } from './api-schemas.ts';
import { AtTheDoor, CurrentUser, GuardedController } from './auth.guard.ts';
import { Invitations } from './invitations.ts';
import { PayloadPipe } from './payload.pipe.ts';
import { repeatable } from './request.ts';

const listQuerySchema = z.strictObject({ roomId: id.optional().describe('Of the room, or its slug; without it, those to the server') });
const ofCode = new PayloadPipe(id);

@ApiTags('invites')
@GuardedController('api/invites')
export class InvitesController {
  readonly #invites: Invitations;
  readonly #rooms: RoomsService;
  readonly #views: RoomViews;
  readonly #rates: RateLimits;

  constructor(invites: Invitations, rooms: RoomsService, views: RoomViews, rates: RateLimits) {
    this.#invites = invites;
    this.#rooms = rooms;
    this.#views = views;
    this.#rates = rates;
  }

  @Post()
  @ApiPayload(createInviteBodySchema)
  @ApiAnswers({ summary: 'Make a link by which others may come into a room, or into the server', status: 201, schema: inviteSchema, failures: ['INVALID', 'NOT_FOUND', 'NOT_A_MEMBER', 'FORBIDDEN', 'RATE_LIMITED'] })
  create(@Body(new PayloadPipe(createInviteBodySchema)) body: CreateInvite, @CurrentUser() session: Session): Promise<Invite> {
    this.#admit(session);
    return this.#invites.create(principalOf(session), body);
  }

  @Get()
  @ApiFilter(listQuerySchema)
  @ApiAnswers({ summary: 'The open invitations of a room, or one’s own to the server, oldest first', schema: z.array(inviteSchema), failures: ['NOT_FOUND', 'NOT_A_MEMBER', 'FORBIDDEN'] })
  list(@Query(new PayloadPipe(listQuerySchema)) { roomId }: z.output<typeof listQuerySchema>, @CurrentUser() session: Session): Promise<Invite[]> {
    return this.#invites.list(principalOf(session), roomId);
  }

  @Get(':code')
  @AtTheDoor()
  @ApiAnswers({ summary: 'Who invites where', schema: inviteViewSchema, failures: ['NOT_FOUND', 'RATE_LIMITED'] })
  view(@Param('code', ofCode) code: string): Promise<InviteView> {
    return this.#invites.view(code);
  }

  @Post(':code/accept')
  @HttpCode(200)
  @ApiAnswers({ summary: 'Come in. Whoever is in already is given the room again', schema: roomSchema, failures: ['NOT_FOUND', 'FORBIDDEN', 'RATE_LIMITED', 'BUSY', 'ROOM_UNAVAILABLE'] })
  async accept(
    @Param('code', ofCode) code: string,
    @Body(new PayloadPipe(repeatableBodySchema)) body: z.output<typeof repeatableBodySchema>,
    @CurrentUser() session: Session,
  ): Promise<Room> {
    this.#admit(session);
    return this.#views.room(await this.#rooms.accept(principalOf(session), { ...repeatable(body), code }));
  }

  @Delete(':code')
  @HttpCode(204)
  @ApiAnswers({ summary: 'End an invitation; who came by it stays', status: 204, failures: ['NOT_FOUND', 'FORBIDDEN'] })
  async end(@Param('code', ofCode) code: string, @CurrentUser() session: Session): Promise<void> {
    this.#admit(session);
    await this.#invites.end(principalOf(session), code);
  }

  #admit({ user }: Session): void {
    ChatError.ifTooFast(this.#rates.command(user.id), 'Too many commands in a short time.');
  }
}
