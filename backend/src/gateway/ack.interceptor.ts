import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { catchError, defaultIfEmpty, map, of, type Observable } from 'rxjs';
import type { Ack } from '../contract/ack.ts';
import { failureOf } from '../rooms/failure.ts';
import type { ChatSocket } from './chat-socket.ts';

/**
 * Makes an ack of whatever a handler does. Without it Nest never acks a handler that throws or returns nothing, and
 * its default filter sends the payload back.
 */
@Injectable()
export class AckInterceptor implements NestInterceptor<unknown, Ack<unknown>> {
  intercept(context: ExecutionContext, next: CallHandler): Observable<Ack<unknown>> {
    const ws = context.switchToWs();
    const { user } = ws.getClient<ChatSocket>().data;
    const about = () => ({ command: ws.getPattern(), userId: user.id });
    return next.handle().pipe(
      defaultIfEmpty(undefined),
      map((data: unknown) => ({ ok: true as const, data: data ?? {} })),
      catchError((error: unknown) => of({ ok: false as const, ...failureOf(error, about()) })),
    );
  }
}
