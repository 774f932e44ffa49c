import type { Author, Message } from '@contract/room-events';

/** The newest of these messages that is worth telling: of somebody else, still there, and naming the reader where that is asked for. */
export function worthTelling(messages: readonly Message[], { user, mention }: { user: Author; mention: boolean }): Message | undefined {
  const ofOthers = messages.filter(({ author, deleted }) => author.id !== user.id && deleted !== true);
  const naming = ofOthers.filter(({ mentions = [] }) => mentions.includes(user.id) || mentions.includes('@room'));
  return (mention ? naming.at(-1) : undefined) ?? ofOthers.at(-1);
}
