import { Body, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { PushDevice, PushKey, PushTest, PushTested } from '../contract/push.ts';
import { RateLimits } from '../identity/rate-limits.ts';
import type { Session } from '../identity/session.ts';
import { PushDevicesService } from '../live/push/push-devices.service.ts';
import { ChatError } from '../wire/chat-error.ts';
import { pushDeviceSchema, pushEndpointSchema, pushKeySchema, pushTestedSchema } from '../wire/schemas/push.ts';
import { ApiAnswers, ApiFilter, ApiPayload } from './api-schemas.ts';
import { CurrentUser, GuardedController } from './auth.guard.ts';
import { PayloadPipe } from './payload.pipe.ts';

const endpointSchema = z.strictObject({ endpoint: pushEndpointSchema });

/** Being told of messages while no page is open. */
@ApiTags('push')
@GuardedController('api/push')
export class PushController {
  readonly #devices: PushDevicesService;
  readonly #rates: RateLimits;

  constructor(devices: PushDevicesService, rates: RateLimits) {
    this.#devices = devices;
    this.#rates = rates;
  }

  @Get('key')
  @ApiAnswers({ summary: 'What a browser subscribes with', schema: pushKeySchema, failures: ['UNAUTHENTICATED'] })
  key(): PushKey {
    return { key: this.#devices.publicKey };
  }

  @Post('devices')
  @HttpCode(204)
  @ApiPayload(pushDeviceSchema)
  @ApiAnswers({ summary: 'Be told here, for as long as the session lasts; again with other wishes: those count', status: 204, failures: ['INVALID', 'UNAUTHENTICATED', 'RATE_LIMITED'] })
  async save(@Body(new PayloadPipe(pushDeviceSchema)) device: PushDevice, @CurrentUser() session: Session): Promise<void> {
    this.#admit(session);
    await this.#devices.save(session, device);
  }

  @Delete('devices')
  @HttpCode(204)
  @ApiFilter(endpointSchema)
  @ApiAnswers({ summary: 'Be told here no more', status: 204, failures: ['INVALID', 'UNAUTHENTICATED', 'RATE_LIMITED'] })
  async forget(@Query(new PayloadPipe(endpointSchema)) { endpoint }: PushTest, @CurrentUser() session: Session): Promise<void> {
    this.#admit(session);
    await this.#devices.forget(session, endpoint);
  }

  @Post('test')
  @HttpCode(200)
  @ApiPayload(endpointSchema)
  @ApiAnswers({ summary: 'Send one now, and say what its push service answered', schema: pushTestedSchema, failures: ['INVALID', 'NOT_FOUND', 'UNAUTHENTICATED', 'RATE_LIMITED'] })
  test(@Body(new PayloadPipe(endpointSchema)) { endpoint }: PushTest, @CurrentUser() session: Session): Promise<PushTested> {
    ChatError.ifTooFast(this.#rates.pushTest(session.user.id), 'Too many tests in a short time.');
    return this.#devices.test(session, endpoint);
  }

  #admit({ user }: Session): void {
    ChatError.ifTooFast(this.#rates.command(user.id), 'Too many commands in a short time.');
  }
}
