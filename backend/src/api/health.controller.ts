import { Controller, Get, HttpCode, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { RoomStore } from '../rooms/room-store.ts';
import { RoomsService } from '../rooms/rooms.service.ts';
import { Readiness } from './readiness.ts';

const LONGEST_READ_MS = 2_000;

@ApiTags('health')
@Controller('api/health')
export class HealthController {
  readonly #readiness: Readiness;
  readonly #rooms: RoomsService;
  readonly #store: RoomStore;

  constructor(readiness: Readiness, rooms: RoomsService, store: RoomStore) {
    this.#store = store;
    this.#readiness = readiness;
    this.#rooms = rooms;
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
    const ready = this.#readiness.isReady && this.#store.isStoring && (await this.#storeAnswers());
    response.status(ready ? 200 : 503);
    return { status: ready ? 'ready' : 'not ready' };
  }

  async #storeAnswers(): Promise<boolean> {
    const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), LONGEST_READ_MS).unref());
    const read = this.#rooms.list({ after: null, limit: 1, userId: null }).then(
      () => true,
      () => false,
    );
    return Promise.race([read, late]);
  }
}
