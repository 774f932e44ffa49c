import type { Author, Message } from '@contract/room-events';

const MENTION = /<@([^>\s]+)>/gu;
/** In the text; those whom it means are asked for in another way. */
const EVERYBODY = new Set(['here', 'room']);
const LONGEST = 200;

/** The newest of these messages that is worth telling: of somebody else, still there, and naming the reader where that is asked for. */
export function worthTelling(messages: readonly Message[], { user, mention }: { user: Author; mention: boolean }): Message | undefined {
  const ofOthers = messages.filter(({ author, deleted }) => author.id !== user.id && deleted !== true);
  const naming = ofOthers.filter(({ mentions = [] }) => mentions.includes(user.id) || mentions.includes('@room'));
  return (mention ? naming.at(-1) : undefined) ?? ofOthers.at(-1);
}

/** In one piece, with names for the ids that are known. */
export function plainText(body: string, people: readonly Author[]): string {
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const named = body.replace(MENTION, (_, id: string) => `@${names.get(id) ?? (EVERYBODY.has(id) ? id : '…')}`);
  return named.length > LONGEST ? `${named.slice(0, LONGEST).toWellFormed()}…` : named;
}
