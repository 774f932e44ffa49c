import { Body, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { CreateHook, Hook, HookMade } from '../contract/hooks.ts';
import { principalOf } from '../identity/principal.ts';
import { RateLimits } from '../identity/rate-limits.ts';
import type { Session } from '../identity/session.ts';
import { HooksService } from '../rooms/hooks.service.ts';
import { ChatError } from '../wire/chat-error.ts';
import { createHookSchema, hookMadeSchema, hookSchema } from '../wire/schemas/hooks.ts';
import { id } from '../wire/schemas/text.ts';
import { ApiAnswers, ApiPayload } from './api-schemas.ts';
import { CurrentUser, GuardedController } from './auth.guard.ts';
import { PayloadPipe } from './payload.pipe.ts';

const ofId = new PayloadPipe(id);

/** The doors of a room for programs; for its moderators and owners. */
@ApiTags('hooks')
@GuardedController('api/rooms/:id/hooks')
export class RoomHooksController {
  readonly #hooks: HooksService;
  readonly #rates: RateLimits;

  constructor(hooks: HooksService, rates: RateLimits) {
    this.#hooks = hooks;
    this.#rates = rates;
  }

  @Post()
  @ApiPayload(createHookSchema)
  @ApiAnswers({ summary: 'Make a door for a program; its secret is shown in this answer only', status: 201, schema: hookMadeSchema, failures: ['INVALID', 'NOT_FOUND', 'NOT_A_MEMBER', 'FORBIDDEN', 'RATE_LIMITED'] })
  create(@Param('id', ofId) roomId: string, @Body(new PayloadPipe(createHookSchema)) body: CreateHook, @CurrentUser() session: Session): Promise<HookMade> {
    this.#admit(session);
    return this.#hooks.create(principalOf(session), roomId, body);
  }

  @Get()
  @ApiAnswers({ summary: 'The doors of a room, oldest first', schema: z.array(hookSchema), failures: ['NOT_FOUND', 'NOT_A_MEMBER', 'FORBIDDEN'] })
  list(@Param('id', ofId) roomId: string, @CurrentUser() session: Session): Promise<Hook[]> {
    return this.#hooks.list(principalOf(session), roomId);
  }

  @Delete(':hook')
  @HttpCode(204)
  @ApiAnswers({ summary: 'Close a door; what has come by it stays', status: 204, failures: ['NOT_FOUND', 'FORBIDDEN', 'RATE_LIMITED'] })
  async end(@Param('hook', ofId) hook: string, @CurrentUser() session: Session): Promise<void> {
    this.#admit(session);
    await this.#hooks.end(principalOf(session), hook);
  }

  #admit({ user }: Session): void {
    ChatError.ifTooFast(this.#rates.command(user.id), 'Too many commands in a short time.');
  }
}
