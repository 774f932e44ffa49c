import { Controller, Get, HttpCode, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { StoreStatus } from '../rooms/store-status.ts';
import { Readiness } from './readiness.ts';

@ApiTags('health')
@Controller('api/health')
export class HealthController {
  readonly #readiness: Readiness;
  readonly #store: StoreStatus;

  constructor(readiness: Readiness, store: StoreStatus) {
    this.#store = store;
    this.#readiness = readiness;
  }

  @Get('live')
  @HttpCode(200)
  @ApiOperation({ summary: 'The process answers' })
  live(): { status: string } {
    return { status: 'live' };
  }

  @Get('ready')
  @ApiOperation({ summary: '200: send work here; 503: stopping, or the store does not take or give anything' })
  async ready(@Res({ passthrough: true }) response: Response): Promise<{ status: string }> {
    const ready = this.#readiness.isReady && (await this.#store.isServing());
    response.status(ready ? 200 : 503);
    return { status: ready ? 'ready' : 'not ready' };
  }
}
