/** What is done about the room, by whoever shows it. */
export type RoomWish = { type: 'topic'; topic: string } | { type: 'leave' } | { type: 'invite' };

/** What becomes of a line that begins with a slash. */
export type CommandResult = { type: 'send'; body: string } | { type: 'wish'; wish: RoomWish } | { type: 'help' } | { type: 'incomplete'; name: string } | { type: 'unknown'; name: string };

interface SlashCommand {
  name: string;
  /** What follows it. */
  argument: string;
  says: () => string;
  run: (argument: string) => CommandResult;
}

const COMMAND = /^\/(?<name>\S+)(?:\s+(?<argument>[^]*))?$/u;
/** With its marks escaped: it has an arm on either side. */
const SHRUG = String.raw`¯\\\_(ツ)\_/¯`;

/** Those that people know from elsewhere. */
export const SLASH_COMMANDS: readonly SlashCommand[] = [
  { name: 'me', argument: '…', says: () => $localize`:@@slash.me:what you do, in italics`, run: (text) => (text === '' ? { type: 'incomplete', name: 'me' } : { type: 'send', body: `_${text}_` }) },
  { name: 'shrug', argument: '…', says: () => $localize`:@@slash.shrug:with raised shoulders`, run: (text) => ({ type: 'send', body: text === '' ? SHRUG : `${text} ${SHRUG}` }) },
  { name: 'topic', argument: '…', says: () => $localize`:@@slash.topic:what the room is about; empty takes it away`, run: (topic) => ({ type: 'wish', wish: { type: 'topic', topic } }) },
  { name: 'invite', argument: '', says: () => $localize`:@@slash.invite:brings people in`, run: () => ({ type: 'wish', wish: { type: 'invite' } }) },
  { name: 'leave', argument: '', says: () => $localize`:@@slash.leave:leaves the room`, run: () => ({ type: 'wish', wish: { type: 'leave' } }) },
  { name: 'help', argument: '', says: () => $localize`:@@slash.help:this list`, run: () => ({ type: 'help' }) },
];

/** Of a text that begins with one slash. */
export function commandIn(body: string): CommandResult {
  const { name = '', argument = '' } = COMMAND.exec(body)?.groups ?? {};
  const command = SLASH_COMMANDS.find((one) => one.name === name.toLowerCase());
  return command === undefined ? { type: 'unknown', name } : command.run(argument.trim());
}
