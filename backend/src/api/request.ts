import { randomUUID } from 'node:crypto';
import { z } from 'zod';

/** A whole number of a query. */
export const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most).optional();

/** Who gives no id does not try again: then the command is one of its own. */
export function repeatable<T extends { clientId?: string | undefined }>(body: T): T & { clientId: string } {
  return { ...body, clientId: body.clientId ?? randomUUID() };
}
