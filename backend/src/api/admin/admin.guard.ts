import { applyDecorators, Controller, Injectable, UseGuards, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Session } from '../../identity/session.ts';
import { ChatError } from '../../wire/chat-error.ts';
import { AuthGuard } from '../auth.guard.ts';

/** For everybody else there is nothing here. */
@Injectable()
export class AdminGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { session } = context.switchToHttp().getRequest<Request & { session?: Session | null }>();
    if (session?.role === 'admin') return true;
    throw new ChatError('NOT_FOUND', 'There is nothing at this address.');
  }
}

export const AdminController = (path: string) => applyDecorators(Controller(`api/admin/${path}`), UseGuards(AuthGuard, AdminGuard));
