import { Injectable, type OnModuleDestroy } from '@nestjs/common';

/** Whether new work may be sent here. Not ready from the first moment of a shutdown on. */
@Injectable()
export class Readiness implements OnModuleDestroy {
  #closing = false;

  onModuleDestroy(): void {
    this.#closing = true;
  }

  get isReady(): boolean {
    return !this.#closing;
  }
}
