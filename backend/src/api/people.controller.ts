import { Body, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { OpenDirect } from '../contract/commands.ts';
import { LIMITS } from '../contract/limits.ts';
import type { FoundPerson, PeopleQuery } from '../contract/rest.ts';
import type { Author } from '../contract/room-events.ts';
import type { Room } from '../contract/room.ts';
import { principalOf } from '../identity/principal.ts';
import { RateLimits } from '../identity/rate-limits.ts';
import type { Session } from '../identity/session.ts';
import { RoomViews } from '../live/room-views.ts';
import { DirectsService } from '../rooms/directs.service.ts';
import { PeopleService } from '../rooms/people.service.ts';
import { ChatError } from '../wire/chat-error.ts';
import { payloadSchemas } from '../wire/schemas/payloads.ts';
import { id } from '../wire/schemas/text.ts';
import { authorSchema, roomSchema } from '../wire/schemas/views.ts';
import { ApiAnswers, ApiFilter, ApiPayload } from './api-schemas.ts';
import { CurrentUser, GuardedController } from './auth.guard.ts';
import { PayloadPipe } from './payload.pipe.ts';
import { whole } from './request.ts';

const peopleQuerySchema = z.strictObject({
  query: z.string().max(LIMITS.userNameLength).optional().describe('What a word of the name begins with; case and diacritics do not matter'),
  room: id.optional().describe('Its people come first'),
  limit: whole(1, LIMITS.peoplePerPage),
});
const foundPersonSchema: z.ZodType<FoundPerson> = z.object({ id: z.string(), name: z.string(), member: z.boolean().describe('Of the room that was asked about') });
const ofPerson = new PayloadPipe(id);
const openDirectSchema = payloadSchemas['direct:open'];

/** Between people: conversations, and who wants none. */
@ApiTags('people')
@GuardedController('api')
export class PeopleController {
  readonly #directs: DirectsService;
  readonly #people: PeopleService;
  readonly #views: RoomViews;
  readonly #rates: RateLimits;

  constructor(directs: DirectsService, people: PeopleService, views: RoomViews, rates: RateLimits) {
    this.#directs = directs;
    this.#people = people;
    this.#views = views;
    this.#rates = rates;
  }

  @Get('people')
  @ApiFilter(peopleQuerySchema)
  @ApiAnswers({ summary: 'Whom the caller may find, by name: who is in a public room, or in one of theirs', schema: z.array(foundPersonSchema), failures: ['INVALID', 'NOT_FOUND', 'RATE_LIMITED'] })
  search(@Query(new PayloadPipe(peopleQuerySchema)) query: PeopleQuery, @CurrentUser() session: Session): Promise<FoundPerson[]> {
    return this.#people.search(principalOf(session), query);
  }

  @Post('directs')
  @HttpCode(200)
  @ApiPayload(openDirectSchema)
  @ApiAnswers({
    summary: `The conversation with up to ${LIMITS.directPeople - 1} others: the same one for the same people`,
    schema: roomSchema,
    failures: ['INVALID', 'NOT_FOUND', 'FORBIDDEN', 'RATE_LIMITED'],
  })
  async open(@Body(new PayloadPipe(openDirectSchema)) wanted: OpenDirect, @CurrentUser() session: Session): Promise<Room> {
    ChatError.ifTooFast(this.#rates.room(session.user.id), 'Too many new rooms in a short time.');
    return this.#views.room(await this.#directs.open(principalOf(session), wanted));
  }

  @Get('me/blocks')
  @ApiAnswers({ summary: 'Whom the caller has blocked', schema: z.array(authorSchema), failures: ['UNAUTHENTICATED'] })
  blocked(@CurrentUser() session: Session): Promise<Author[]> {
    return this.#people.blockedBy(session.user.id);
  }

  @Put('me/blocks/:user')
  @ApiAnswers({
    summary: 'Block somebody: they can write nothing in the conversation of the two any more. Gives all whom the caller has blocked',
    schema: z.array(authorSchema),
    failures: ['NOT_FOUND', 'INVALID', 'RATE_LIMITED'],
  })
  block(@Param('user', ofPerson) userId: string, @CurrentUser() session: Session): Promise<Author[]> {
    return this.#setBlock(session, userId, true);
  }

  @Delete('me/blocks/:user')
  @ApiAnswers({ summary: 'Block somebody no more. Gives all whom the caller has blocked', schema: z.array(authorSchema), failures: ['NOT_FOUND', 'RATE_LIMITED'] })
  unblock(@Param('user', ofPerson) userId: string, @CurrentUser() session: Session): Promise<Author[]> {
    return this.#setBlock(session, userId, false);
  }

  async #setBlock(session: Session, userId: string, on: boolean): Promise<Author[]> {
    ChatError.ifTooFast(this.#rates.command(session.user.id), 'Too many commands in a short time.');
    await this.#people.block(principalOf(session), { userId, on });
    return this.#people.blockedBy(session.user.id);
  }
}
