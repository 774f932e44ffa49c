const MENTION = /<@([^>\s]+)>/gu;
/** In the text; those whom it means are asked for in another way. */
const EVERYBODY = new Set(['here', 'room']);
const LONGEST = 200;

/** What a message says, in one piece that is not too long, with names for the ids that are known. */
export function plainText(body: string, names: ReadonlyMap<string, string>): string {
  const named = body.replace(MENTION, (_, id: string) => `@${names.get(id) ?? (EVERYBODY.has(id) ? id : '…')}`);
  return named.length > LONGEST ? `${named.slice(0, LONGEST).toWellFormed()}…` : named;
}

/** The people that a text names, each once. */
export function namedIn(body: string): string[] {
  return [...new Set([...body.matchAll(MENTION)].map(([, id = '']) => id).filter((id) => !EVERYBODY.has(id)))];
}
