import { Injectable } from '@nestjs/common';
import { Subscriptions } from '../live/subscriptions.ts';
import { SlowConsumerPolicy } from './slow-consumer-policy.ts';

/** What is counted of the sockets. */
@Injectable()
export class SocketFigures {
  readonly subscriptions: Subscriptions;
  readonly stalls: SlowConsumerPolicy;

  constructor(subscriptions: Subscriptions, stalls: SlowConsumerPolicy) {
    this.subscriptions = subscriptions;
    this.stalls = stalls;
  }
}
