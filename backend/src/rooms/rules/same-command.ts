import type { RoomChanges } from '../../contract/room-events.ts';
import type { MemberChange, RoomCommand, RoomCommandOf } from '../../room-threads/room-rules.ts';
import { type FirstResult, textContent } from '../../store/first-result.ts';

type Said = Pick<FirstResult, 'type' | 'content'>;

/** Whether a command that comes again under a known client id is the one that came first. Erased content is taken on trust. */
export function isSameCommand(command: RoomCommand, first: FirstResult): boolean {
  if (command.kind === 'update') return first.type === 'room.updated' && typeof first.content === 'string' && wants(command.changes, first.content);
  const said = saidBy(command);
  return said.type === first.type && (first.content === null || said.content === first.content);
}

type Repeated = Exclude<RoomCommand, { kind: 'update' }>;

const SAYINGS: { [Kind in Repeated['kind']]: (command: RoomCommandOf<Kind>) => Said } = {
  join: () => ({ type: 'member.joined', content: '' }),
  leave: () => ({ type: 'member.left', content: '' }),
  'set-member': memberSaid,
  send: ({ body, replyTo }) => ({ type: 'message.posted', content: textContent(body, replyTo ?? '') }),
  edit: ({ body, target }) => ({ type: 'message.edited', content: textContent(body, target.id) }),
  delete: ({ target }) => ({ type: 'message.deleted', content: target.id }),
  pin: ({ target, on }) => ({ type: on ? 'message.pinned' : 'message.unpinned', content: target.id }),
  react: ({ target, emoji, on }) => ({ type: on ? 'reaction.added' : 'reaction.removed', content: `${target.id} ${emoji}` }),
};

function saidBy(command: Repeated): Said {
  return (SAYINGS[command.kind] as (command: Repeated) => Said)(command);
}

function memberSaid({ target, change }: RoomCommandOf<'set-member'>): Said {
  if ('role' in change) return { type: 'member.role', content: `${target.id} ${change.role}` };
  if ('mutedUntil' in change) return { type: 'member.muted', content: `${target.id} ${change.mutedUntil}` };
  return { type: typeOf(change), content: target.id };
}

function typeOf(change: Extract<MemberChange, { banned: boolean } | { removed: true } | { added: true }>): Said['type'] {
  if ('added' in change) return 'member.added';
  if ('removed' in change) return 'member.removed';
  return change.banned ? 'member.banned' : 'member.unbanned';
}

/** The event holds what really changed, a part of what was wished. */
function wants(changes: RoomChanges, content: string): boolean {
  const changed = Object.entries(JSON.parse(content) as RoomChanges);
  return changed.every(([key, value]) => JSON.stringify(changes[key as keyof RoomChanges]) === JSON.stringify(value));
}
