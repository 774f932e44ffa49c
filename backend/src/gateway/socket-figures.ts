import { Injectable } from '@nestjs/common';
import { Audiences } from './audiences.ts';
import { StallWatch } from './stall-watch.ts';

/** What is counted of the sockets. */
@Injectable()
export class SocketFigures {
  readonly audiences: Audiences;
  readonly stalls: StallWatch;

  constructor(audiences: Audiences, stalls: StallWatch) {
    this.audiences = audiences;
    this.stalls = stalls;
  }
}
