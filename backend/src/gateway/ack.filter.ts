import { Catch, type ArgumentsHost, type WsExceptionFilter } from '@nestjs/common';
import type { AckFailure } from '../contract/ack.ts';
import { failureOf } from '../rooms/failure.ts';
import type { ChatSocket } from './chat-socket.ts';

type Args = [socket: ChatSocket, payload: unknown, ack: unknown, command: string];

/** Turns whatever a command throws into a failing ack. Nest's own filter never acks, and sends the payload back. */
@Catch()
export class AckFilter implements WsExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const [socket, , ack, command] = host.getArgs<Args>();
    const failure = failureOf(error, { command, userId: socket.data.user.id });
    if (typeof ack === 'function') (ack as (answer: AckFailure) => void)({ ok: false, ...failure });
  }
}
