import { z } from 'zod';
import { LIMITS } from '../../contract/limits.ts';
import type { PushDevice, PushKey, PushTested } from '../../contract/push.ts';

const MINUTES_A_DAY = 1_440;
const LAST_DAY = 6;
/** Lengths of an uncompressed point and of a secret, in base64url. */
const [KEY_LENGTH, SECRET_LENGTH] = [87, 22];

const minute = z.int().min(0).max(MINUTES_A_DAY - 1).describe('Minutes after midnight');
const base64url = (length: number) => z.string().regex(/^[\w-]+={0,2}$/u, 'must be base64url').refine((text) => text.replace(/=+$/u, '').length === length, `must be ${length} characters of base64url`);

export const pushEndpointSchema = z
  .string()
  .max(LIMITS.pushEndpointLength)
  .refine((text) => URL.canParse(text) && new URL(text).protocol === 'https:', 'must be an https address')
  .refine((text) => !URL.canParse(text) || (new URL(text).username === '' && new URL(text).password === ''), 'must hold no name and no password');

const quiet = z.strictObject({
  on: z.boolean(),
  from: minute,
  to: minute,
  days: z.array(z.int().min(0).max(LAST_DAY)).max(LAST_DAY + 1),
  timeZone: z.string().max(LIMITS.idLength).refine(isTimeZone, 'must be a time zone such as Europe/Warsaw'),
});

export const pushDeviceSchema: z.ZodType<PushDevice> = z.strictObject({
  endpoint: pushEndpointSchema,
  keys: z.strictObject({ p256dh: base64url(KEY_LENGTH), auth: base64url(SECRET_LENGTH) }),
  detail: z.enum(['text', 'room']).describe('Whether what was said is shown, or only that and where'),
  language: z.enum(['en', 'pl']),
  quiet: quiet.optional().describe('When not to disturb'),
});

export const pushKeySchema: z.ZodType<PushKey> = z.object({ key: z.string() });
export const pushTestedSchema: z.ZodType<PushTested> = z.object({ outcome: z.enum(['delivered', 'gone', 'refused', 'unreachable']), status: z.int().optional() });

function isTimeZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
