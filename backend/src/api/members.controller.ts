import { Body, Delete, Get, Param, Patch, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { SetMember } from '../contract/commands.ts';
import type { ErrorCode } from '../contract/errors.ts';
import { LIMITS } from '../contract/limits.ts';
import type { RoomMember } from '../contract/room.ts';
import { principalOf } from '../identity/principal.ts';
import { RateLimits } from '../identity/rate-limits.ts';
import type { Session } from '../identity/session.ts';
import { RoomViews } from '../live/room-views.ts';
import { RoomDirectory } from '../rooms/room-directory.ts';
import { RoomsService } from '../rooms/rooms.service.ts';
import { ChatError } from '../wire/chat-error.ts';
import { ackDataSchemas } from '../wire/schemas/facts.ts';
import { repeatableBodySchema, setMemberBodySchema } from '../wire/schemas/payloads.ts';
import { id } from '../wire/schemas/text.ts';
import { memberPageSchema } from '../wire/schemas/views.ts';
import { ApiAnswers, ApiPayload, ApiPlace } from './api-schemas.ts';
import { CurrentUser, GuardedController } from './auth.guard.ts';
import { PayloadPipe } from './payload.pipe.ts';
import { repeatable } from './request.ts';

const placeSchema = z.strictObject({ id: id.describe('Of the room, or its slug'), user: id });
const ofMember = new PayloadPipe(placeSchema);
const optionalBody = new PayloadPipe(repeatableBodySchema);

type Place = z.output<typeof placeSchema>;
type OptionalBody = z.output<typeof repeatableBodySchema>;

const OF_CHANGES: ErrorCode[] = ['NOT_FOUND', 'NOT_A_MEMBER', 'FORBIDDEN', 'INVALID', 'CONFLICT', 'RATE_LIMITED', 'BUSY', 'ROOM_UNAVAILABLE', 'STORAGE_FULL', 'STORAGE_FAILED'];

@ApiTags('members')
@GuardedController('api/rooms/:id/members')
export class MembersController {
  readonly #rooms: RoomsService;
  readonly #directory: RoomDirectory;
  readonly #views: RoomViews;
  readonly #rates: RateLimits;

  constructor(rooms: RoomsService, directory: RoomDirectory, views: RoomViews, rates: RateLimits) {
    this.#rooms = rooms;
    this.#directory = directory;
    this.#views = views;
    this.#rates = rates;
  }

  @Get()
  @ApiAnswers({ summary: `Who is in the room, people online first, at most ${LIMITS.membersListed}, and how many there are`, schema: memberPageSchema, failures: ['NOT_FOUND'] })
  async members(@Param('id', new PayloadPipe(id)) idOrSlug: string, @CurrentUser() session: Session): Promise<{ members: RoomMember[]; memberCount: number }> {
    return this.#views.members(await this.#directory.find(principalOf(session), idOrSlug, 'room.read'));
  }

  @Put(':user')
  @ApiPlace(placeSchema)
  @ApiAnswers({ summary: 'Make somebody a member', schema: ackDataSchemas['member:set'], failures: OF_CHANGES })
  add(@Param(ofMember) place: Place, @Body(optionalBody) body: OptionalBody, @CurrentUser() session: Session): Promise<{ seq: number }> {
    return this.#set(session, place, { ...repeatable(body), added: true });
  }

  @Delete(':user')
  @ApiPlace(placeSchema)
  @ApiAnswers({ summary: 'Remove a member', schema: ackDataSchemas['member:set'], failures: OF_CHANGES })
  remove(@Param(ofMember) place: Place, @Body(optionalBody) body: OptionalBody, @CurrentUser() session: Session): Promise<{ seq: number }> {
    return this.#set(session, place, { ...repeatable(body), removed: true });
  }

  @Patch(':user')
  @ApiPlace(placeSchema)
  @ApiPayload(setMemberBodySchema)
  @ApiAnswers({ summary: 'Set the role of a member, or ban or mute somebody', schema: ackDataSchemas['member:set'], failures: OF_CHANGES })
  change(@Param(ofMember) place: Place, @Body(new PayloadPipe(setMemberBodySchema)) body: z.output<typeof setMemberBodySchema>, @CurrentUser() session: Session): Promise<{ seq: number }> {
    return this.#set(session, place, repeatable(body));
  }

  async #set(session: Session, { id: room, user }: Place, change: Omit<SetMember, 'roomId' | 'userId'>): Promise<{ seq: number }> {
    const principal = principalOf(session);
    ChatError.ifTooFast(this.#rates.command(principal.userId), 'Too many commands in a short time.');
    const { id: roomId } = await this.#directory.find(principal, room);
    return this.#rooms.setMember(principal, { ...change, roomId, userId: user });
  }
}
