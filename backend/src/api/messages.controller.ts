import { Body, Delete, Get, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { MessageChanged, MessageStored, ReactionSet } from '../contract/commands.ts';
import type { ErrorCode } from '../contract/errors.ts';
import { LIMITS } from '../contract/limits.ts';
import type { HistoryQuery } from '../contract/rest.ts';
import type { Message } from '../contract/room-events.ts';
import type { Principal } from '../contract/principal.ts';
import { principalOf } from '../identity/principal.ts';
import { RateLimits } from '../identity/rate-limits.ts';
import type { Session } from '../identity/session.ts';
import { RoomDirectory } from '../rooms/room-directory.ts';
import { RoomRuntime } from '../rooms/room-runtime.ts';
import { RoomsService } from '../rooms/rooms.service.ts';
import { ChatError } from '../wire/chat-error.ts';
import { ackDataSchemas } from '../wire/schemas/facts.ts';
import { editMessageBodySchema, repeatableBodySchema, sendMessageBodySchema } from '../wire/schemas/payloads.ts';
import { emoji, id } from '../wire/schemas/text.ts';
import { messageSchema } from '../wire/schemas/views.ts';
import { ApiAnswers, ApiFilter, ApiPayload, ApiPlace } from './api-schemas.ts';
import { CurrentUser, GuardedController } from './auth.guard.ts';
import { PayloadPipe } from './payload.pipe.ts';
import { repeatable, whole } from './request.ts';

const historyQuerySchema = z.strictObject({
  before: whole(1, Number.MAX_SAFE_INTEGER).describe('Only messages with a smaller ordinal'),
  after: whole(0, Number.MAX_SAFE_INTEGER).describe('Only messages with a greater ordinal'),
  around: whole(1, Number.MAX_SAFE_INTEGER).describe('A page with the message of this ordinal in its middle; goes with limit alone'),
  at: whole(0, Number.MAX_SAFE_INTEGER).describe('As around, for the first message of this time or later, in milliseconds since 1970; nothing where there is none'),
  thread: id.optional().describe('Only the chain of answers that this message belongs to, from the message it began with; goes with after'),
  limit: whole(1, LIMITS.messagesPerPage),
});

const messagePlaceSchema = z.strictObject({ id: id.describe('Of the room, or its slug'), message: id });
const reactionPlaceSchema = z.strictObject({ ...messagePlaceSchema.shape, emoji });

type MessagePlace = z.output<typeof messagePlaceSchema>;
type ReactionPlace = z.output<typeof reactionPlaceSchema>;

const OF_CHANGES: ErrorCode[] = ['NOT_FOUND', 'NOT_A_MEMBER', 'FORBIDDEN', 'INVALID', 'CONFLICT', 'RATE_LIMITED', 'BUSY', 'ROOM_UNAVAILABLE', 'STORAGE_FULL', 'STORAGE_FAILED'];

const ofRoom = new PayloadPipe(id);
const ofMessage = new PayloadPipe(messagePlaceSchema);
const ofReaction = new PayloadPipe(reactionPlaceSchema);
const optionalBody = new PayloadPipe(repeatableBodySchema);

type RepeatableBody = z.output<typeof repeatableBodySchema>;

/** What is said in rooms, by programs that have no socket. Everything that changes a room may carry a clientId in its body. */
@ApiTags('messages')
@GuardedController('api/rooms/:id')
export class MessagesController {
  readonly #rooms: RoomsService;
  readonly #directory: RoomDirectory;
  readonly #runtime: RoomRuntime;
  readonly #rates: RateLimits;

  constructor(rooms: RoomsService, directory: RoomDirectory, runtime: RoomRuntime, rates: RateLimits) {
    this.#rooms = rooms;
    this.#directory = directory;
    this.#runtime = runtime;
    this.#rates = rates;
  }

  @Get('messages')
  @ApiFilter(historyQuerySchema)
  @ApiAnswers({ summary: 'A page of history, or of one chain of answers, oldest first', schema: z.array(messageSchema), failures: ['NOT_FOUND', 'INVALID', 'RATE_LIMITED'] })
  async history(@Param('id', ofRoom) idOrSlug: string, @Query(new PayloadPipe(historyQuerySchema)) query: HistoryQuery, @CurrentUser() session: Session): Promise<Message[]> {
    return this.#runtime.catchUp.history(await this.#directory.find(principalOf(session), idOrSlug, 'room.read'), query);
  }

  @Get('pins')
  @ApiAnswers({ summary: `The pinned messages, as they were pinned, at most ${LIMITS.pinsPerRoom}`, schema: z.array(messageSchema), failures: ['NOT_FOUND'] })
  async pins(@Param('id', ofRoom) idOrSlug: string, @CurrentUser() session: Session): Promise<Message[]> {
    return this.#runtime.catchUp.pins(await this.#directory.find(principalOf(session), idOrSlug, 'room.read'));
  }

  @Post('messages')
  @ApiPayload(sendMessageBodySchema)
  @ApiAnswers({
    summary: 'Say something in a room that the caller is a member of. Again with the same clientId: the first result',
    status: 201,
    schema: ackDataSchemas['message:send'],
    failures: [...OF_CHANGES, 'TOO_LARGE'],
  })
  async send(
    @Param('id', ofRoom) idOrSlug: string,
    @Body(new PayloadPipe(sendMessageBodySchema)) body: z.output<typeof sendMessageBodySchema>,
    @CurrentUser() session: Session,
  ): Promise<MessageStored> {
    const { principal, roomId } = await this.#place(session, idOrSlug);
    return this.#rooms.send(principal, { ...repeatable(body), roomId });
  }

  @Patch('messages/:message')
  @ApiPlace(messagePlaceSchema)
  @ApiPayload(editMessageBodySchema)
  @ApiAnswers({ summary: "Change the text of one's own message", schema: ackDataSchemas['message:edit'], failures: [...OF_CHANGES, 'TOO_LARGE'] })
  async edit(
    @Param(ofMessage) place: MessagePlace,
    @Body(new PayloadPipe(editMessageBodySchema)) body: z.output<typeof editMessageBodySchema>,
    @CurrentUser() session: Session,
  ): Promise<MessageChanged> {
    const { principal, roomId } = await this.#place(session, place.id);
    return this.#rooms.edit(principal, { ...repeatable(body), roomId, id: place.message });
  }

  @Delete('messages/:message')
  @ApiPlace(messagePlaceSchema)
  @ApiAnswers({ summary: "Delete one's own message, or as a moderator somebody's", schema: ackDataSchemas['message:delete'], failures: OF_CHANGES })
  async delete(
    @Param(ofMessage) place: MessagePlace,
    @Body(optionalBody) body: RepeatableBody,
    @CurrentUser() session: Session,
  ): Promise<MessageChanged> {
    const { principal, roomId } = await this.#place(session, place.id);
    return this.#rooms.delete(principal, { ...repeatable(body), roomId, id: place.message });
  }

  @Put('messages/:message/pin')
  @ApiPlace(messagePlaceSchema)
  @ApiAnswers({ summary: 'Pin a message', schema: ackDataSchemas['message:pin'], failures: OF_CHANGES })
  pin(
    @Param(ofMessage) place: MessagePlace,
    @Body(optionalBody) body: RepeatableBody,
    @CurrentUser() session: Session,
  ): Promise<MessageChanged> {
    return this.#setPin(session, { ...place, on: true, ...repeatable(body) });
  }

  @Delete('messages/:message/pin')
  @ApiPlace(messagePlaceSchema)
  @ApiAnswers({ summary: 'Unpin a message', schema: ackDataSchemas['message:pin'], failures: OF_CHANGES })
  unpin(
    @Param(ofMessage) place: MessagePlace,
    @Body(optionalBody) body: RepeatableBody,
    @CurrentUser() session: Session,
  ): Promise<MessageChanged> {
    return this.#setPin(session, { ...place, on: false, ...repeatable(body) });
  }

  @Put('messages/:message/reactions/:emoji')
  @ApiPlace(reactionPlaceSchema)
  @ApiAnswers({ summary: 'React to a message with one emoji', schema: ackDataSchemas['reaction:set'], failures: OF_CHANGES })
  react(
    @Param(ofReaction) place: ReactionPlace,
    @Body(optionalBody) body: RepeatableBody,
    @CurrentUser() session: Session,
  ): Promise<ReactionSet> {
    return this.#setReaction(session, { ...place, on: true, ...repeatable(body) });
  }

  @Delete('messages/:message/reactions/:emoji')
  @ApiPlace(reactionPlaceSchema)
  @ApiAnswers({ summary: "Take one's own reaction back", schema: ackDataSchemas['reaction:set'], failures: OF_CHANGES })
  takeBack(
    @Param(ofReaction) place: ReactionPlace,
    @Body(optionalBody) body: RepeatableBody,
    @CurrentUser() session: Session,
  ): Promise<ReactionSet> {
    return this.#setReaction(session, { ...place, on: false, ...repeatable(body) });
  }

  async #setPin(session: Session, { id: room, message, ...pin }: MessagePlace & { on: boolean; clientId: string }): Promise<MessageChanged> {
    const { principal, roomId } = await this.#place(session, room);
    return this.#rooms.pin(principal, { ...pin, roomId, id: message });
  }

  async #setReaction(session: Session, { id: room, message, ...reaction }: ReactionPlace & { on: boolean; clientId: string }): Promise<ReactionSet> {
    const { principal, roomId } = await this.#place(session, room);
    return this.#rooms.react(principal, { ...reaction, roomId, id: message });
  }

  async #place(session: Session, idOrSlug: string): Promise<{ principal: Principal; roomId: string }> {
    const principal = principalOf(session);
    ChatError.ifTooFast(this.#rates.command(principal.userId), 'Too many commands in a short time.');
    return { principal, roomId: (await this.#directory.find(principal, idOrSlug, 'room.read')).id };
  }
}
