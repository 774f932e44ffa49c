import { Body, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { ChangePerson, Confirmation, KnownPerson, ResetLink } from '../../contract/administration.ts';
import type { OwnSession } from '../../contract/accounts.ts';
import { LIMITS } from '../../contract/limits.ts';
import { AdministrationService } from '../../identity/administration.service.ts';
import { OwnSessions } from '../../identity/own-sessions.ts';
import type { Session } from '../../identity/session.ts';
import { ownSessionSchema } from '../../wire/schemas/accounts.ts';
import { changePersonSchema, confirmationSchema, knownPersonSchema, resetLinkSchema } from '../../wire/schemas/administration.ts';
import { id } from '../../wire/schemas/text.ts';
import { ApiAnswers, ApiFilter, ApiPayload } from '../api-schemas.ts';
import { CurrentUser } from '../auth.guard.ts';
import { PayloadPipe } from '../payload.pipe.ts';
import { whole } from '../request.ts';
import { AdminController } from './admin.guard.ts';
import { Confirmations } from './confirmations.ts';

const filterSchema = z.strictObject({
  query: z.string().max(LIMITS.loginLength).optional().describe('A part of the name or the login'),
  kind: z.enum(['all', 'admin', 'member', 'guest', 'deactivated']).optional(),
  after: id.optional().describe('The id of the last one of the page before'),
  limit: whole(1, LIMITS.administrationPage),
});
const ofPerson = new PayloadPipe(id);

@ApiTags('administration')
@AdminController('users')
export class AdminUsersController {
  readonly #administration: AdministrationService;
  readonly #own: OwnSessions;
  readonly #confirmations: Confirmations;

  constructor(administration: AdministrationService, own: OwnSessions, confirmations: Confirmations) {
    this.#administration = administration;
    this.#own = own;
    this.#confirmations = confirmations;
  }

  @Get()
  @ApiFilter(filterSchema)
  @ApiAnswers({ summary: 'Everybody, by name', schema: z.array(knownPersonSchema), failures: ['NOT_FOUND', 'INVALID'] })
  list(@Query(new PayloadPipe(filterSchema)) wanted: z.output<typeof filterSchema>): Promise<KnownPerson[]> {
    const { query = '', kind = 'all', after = null, limit = LIMITS.administrationPage } = wanted;
    return this.#administration.people({ search: query, kind, after, limit });
  }

  @Get(':id')
  @ApiAnswers({ summary: 'One person', schema: knownPersonSchema, failures: ['NOT_FOUND'] })
  get(@Param('id', ofPerson) userId: string): Promise<KnownPerson> {
    return this.#administration.person(userId);
  }

  @Patch(':id')
  @ApiPayload(changePersonSchema)
  @ApiAnswers({
    summary: 'Make an administrator or a member of somebody, or let them come in no more, on open sockets too, at once; or ask them for no second factor',
    schema: knownPersonSchema,
    failures: ['NOT_FOUND', 'INVALID', 'FORBIDDEN', 'CONFLICT', 'RATE_LIMITED', 'BUSY'],
  })
  async change(@Param('id', ofPerson) userId: string, @Body(new PayloadPipe(changePersonSchema)) wish: ChangePerson, @CurrentUser() session: Session): Promise<KnownPerson> {
    await this.#confirmations.require(session, wish.password);
    const act = { actor: session.user, why: wish.why };
    if (wish.role !== undefined) return this.#administration.setRole(userId, wish.role, act);
    if (wish.secondFactor === false) return this.#administration.removeSecondFactor(userId, act);
    return this.#administration.setDeactivated(userId, wish.deactivated === true, act);
  }

  @Post(':id/reset')
  @ApiPayload(confirmationSchema)
  @ApiAnswers({ summary: 'A link, for one use within a day, by which somebody gives themselves a new password', status: 201, schema: resetLinkSchema, failures: ['NOT_FOUND', 'INVALID', 'FORBIDDEN', 'RATE_LIMITED', 'BUSY'] })
  async reset(@Param('id', ofPerson) userId: string, @Body(new PayloadPipe(confirmationSchema)) { password, why }: Confirmation, @CurrentUser() session: Session): Promise<ResetLink> {
    await this.#confirmations.require(session, password);
    return this.#administration.makeReset(userId, { actor: session.user, why });
  }

  @Get(':id/sessions')
  @ApiAnswers({ summary: 'Where somebody is signed in', schema: z.array(ownSessionSchema), failures: ['NOT_FOUND'] })
  async sessions(@Param('id', ofPerson) userId: string, @CurrentUser() session: Session): Promise<OwnSession[]> {
    const user = await this.#administration.person(userId);
    return this.#own.list({ user, tokenHash: session.tokenHash });
  }

  @Delete(':id/sessions')
  @HttpCode(204)
  @ApiAnswers({ summary: 'Sign somebody out everywhere', status: 204, failures: ['NOT_FOUND'] })
  async signOut(@Param('id', ofPerson) userId: string, @CurrentUser() session: Session): Promise<void> {
    await this.#administration.signOut(userId, { actor: session.user });
  }
}
