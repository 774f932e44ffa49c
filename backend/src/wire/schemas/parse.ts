import type { z } from 'zod';
import { ChatError } from '../chat-error.ts';

type Issue = z.core.$ZodIssue;

/** The parsed value, made of fresh objects; throws INVALID or TOO_LARGE and says which field and why. */
export function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  if (issue === undefined) throw new ChatError('INVALID', 'The payload is not valid.');
  throw new ChatError(isTooLarge(issue) ? 'TOO_LARGE' : 'INVALID', `${fieldOf(issue)}: ${issue.message}`);
}

function fieldOf(issue: Issue): string {
  return issue.path.length === 0 ? 'payload' : issue.path.join('.');
}

function isTooLarge(issue: Issue): boolean {
  if (issue.code === 'custom') return issue.params?.['tooLarge'] === true;
  return issue.code === 'too_big' && issue.origin === 'string';
}
