import { LIMITS } from '../contract/limits.ts';

const MENTION = /<@([\w-]{1,128})>/gu;

/** Everybody who is there, and everybody. No user id begins with "@". */
export const HERE = '@here';
export const EVERYBODY = '@room';

/** Who is mentioned in a text, each once, in order: `<@userId>`, `<@here>`, `<@room>`. Linear in the text. */
export function mentionsIn(body: string): string[] {
  if (!body.includes('<@')) return [];
  const found = new Set<string>();
  for (const [, who = ''] of body.matchAll(MENTION)) {
    found.add(who === 'here' || who === 'room' ? `@${who}` : who);
    if (found.size >= LIMITS.mentionsPerMessage) break;
  }
  return [...found];
}
