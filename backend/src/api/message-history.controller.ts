import { Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { LIMITS } from '../contract/limits.ts';
import type { HistoryOfMessage } from '../contract/rest.ts';
import { principalOf } from '../identity/principal.ts';
import type { Session } from '../identity/session.ts';
import { RoomDirectory } from '../rooms/room-directory.ts';
import { RoomRuntime } from '../rooms/room-runtime.ts';
import { ChatError } from '../wire/chat-error.ts';
import { id } from '../wire/schemas/text.ts';
import { historyOfMessageSchema } from '../wire/schemas/views.ts';
import { ApiAnswers, ApiFilter, ApiPlace } from './api-schemas.ts';
import { CurrentUser, GuardedController } from './auth.guard.ts';
import { PayloadPipe } from './payload.pipe.ts';
import { whole } from './request.ts';

const placeSchema = z.strictObject({ id: id.describe('Of the room, or its slug'), message: id });
const querySchema = z.strictObject({
  after: whole(0, Number.MAX_SAFE_INTEGER).describe('Only what was said later than the event of this number'),
  limit: whole(1, LIMITS.versionsPerPage),
});

/** What messages said before they were edited. */
@ApiTags('messages')
@GuardedController('api/rooms/:id')
export class MessageHistoryController {
  readonly #directory: RoomDirectory;
  readonly #runtime: RoomRuntime;

  constructor(directory: RoomDirectory, runtime: RoomRuntime) {
    this.#directory = directory;
    this.#runtime = runtime;
  }

  @Get('messages/:message/history')
  @ApiPlace(placeSchema)
  @ApiFilter(querySchema)
  @ApiAnswers({ summary: 'What a message has said, oldest first, the last is what it says now; a deleted one has said nothing', schema: historyOfMessageSchema, failures: ['NOT_FOUND', 'INVALID'] })
  async history(
    @Param(new PayloadPipe(placeSchema)) place: z.output<typeof placeSchema>,
    @Query(new PayloadPipe(querySchema)) { after = 0, limit = LIMITS.versionsPerPage }: z.output<typeof querySchema>,
    @CurrentUser() session: Session,
  ): Promise<HistoryOfMessage> {
    const room = await this.#directory.find(principalOf(session), place.id, 'message.history');
    const history = await this.#runtime.catchUp.versions(room, { id: place.message, after, limit });
    if (after === 0 && history.versions.length === 0) throw new ChatError('NOT_FOUND', 'There is no such message.');
    return history;
  }
}
