import { Body, Get, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ChangeSettings, ServerSettings } from '../../contract/administration.ts';
import { ServerSettingsService } from '../../identity/server-settings.ts';
import type { Session } from '../../identity/session.ts';
import { changeSettingsSchema, settingsSchema } from '../../wire/schemas/administration.ts';
import { ApiAnswers, ApiPayload } from '../api-schemas.ts';
import { CurrentUser } from '../auth.guard.ts';
import { PayloadPipe } from '../payload.pipe.ts';
import { AdminController } from './admin.guard.ts';
import { Confirmations } from './confirmations.ts';

@ApiTags('administration')
@AdminController('settings')
export class AdminSettingsController {
  readonly #settings: ServerSettingsService;
  readonly #confirmations: Confirmations;

  constructor(settings: ServerSettingsService, confirmations: Confirmations) {
    this.#settings = settings;
    this.#confirmations = confirmations;
  }

  @Get()
  @ApiAnswers({ summary: 'What is set for the whole server', schema: settingsSchema, failures: ['NOT_FOUND'] })
  get(): ServerSettings {
    return this.#settings.current;
  }

  @Patch()
  @ApiPayload(changeSettingsSchema)
  @ApiAnswers({ summary: 'Change it; who may come in only with one’s password', schema: settingsSchema, failures: ['NOT_FOUND', 'INVALID', 'FORBIDDEN', 'RATE_LIMITED', 'BUSY'] })
  async change(@Body(new PayloadPipe(changeSettingsSchema)) { password = '', ...changes }: ChangeSettings, @CurrentUser() session: Session): Promise<ServerSettings> {
    const isDangerous = changes.access !== undefined || changes.guests !== undefined;
    if (isDangerous) await this.#confirmations.require(session, password);
    return this.#settings.change(changes, session.user);
  }
}
