import { z } from 'zod';
import type { CreateHook, Hook, HookMade } from '../../contract/hooks.ts';
import { LIMITS } from '../../contract/limits.ts';
import { name } from './text.ts';
import { authorSchema } from './views.ts';

export const createHookSchema: z.ZodType<CreateHook> = z.strictObject({ name: name(LIMITS.userNameLength) });

const hook = {
  id: z.string().describe('Also the id of the author of what comes by it'),
  roomId: z.string(),
  name: z.string(),
  createdBy: authorSchema,
  createdAt: z.int(),
  usedAt: z.int().nullable(),
};

export const hookSchema: z.ZodType<Hook> = z.object(hook);
export const hookMadeSchema: z.ZodType<HookMade> = z.object({ ...hook, secret: z.string().describe('Post to /api/hooks/<secret>; shown only here') });

/** What may be posted, for the docs: of other programs' shapes what is understood. */
export const hookPostSchema = z.object({
  body: z.string().optional().describe('Markdown, as it is'),
  text: z.string().optional().describe("As Slack's hooks take it; a plain text may also be the whole request"),
  content: z.string().optional().describe("As Discord's take it"),
  clientId: z.string().optional().describe('The same again: said once'),
});
