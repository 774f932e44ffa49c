import { Injectable } from '@nestjs/common';
import { Subject } from 'rxjs';
import type {
  CreateRoom,
  DeleteMessage,
  EditMessage,
  JoinRoom,
  LeaveRoom,
  MessageChanged,
  MessageStored,
  PinMessage,
  ReactionSet,
  SendMessage,
  SetMember,
  SetReaction,
  UpdateRoom,
} from '../contract/commands.ts';
import { LIMITS } from '../contract/limits.ts';
import type { Principal } from '../contract/principal.ts';
import type { Author } from '../contract/room-events.ts';
import type { CommandResult, MemberChange } from '../room-threads/room-rules.ts';
import type { MessageFacts, ReactedMessage } from '../store/messages.ts';
import { Store, type StoredRoom } from '../store/store.ts';
import { ChatError } from '../wire/chat-error.ts';
import { newRoom } from './new-room.ts';
import { RoomCommands, type Wish } from './room-commands.ts';
import { RoomDirectory } from './room-directory.ts';

/**
 * Everything that changes rooms: each is a command to the room's own thread, which decides. Payloads are valid; refusals are
 * thrown as ChatError. Whoever may not act in a room wakes nothing.
 */
@Injectable()
export class RoomsService {
  /** Rooms that were made just now, and by whom: their first events are published by nobody. */
  readonly created = new Subject<{ roomId: string; userId: string }>();
  readonly #commands: RoomCommands;
  readonly #directory: RoomDirectory;
  readonly #store: Store;

  constructor(commands: RoomCommands, directory: RoomDirectory, store: Store) {
    this.#commands = commands;
    this.#directory = directory;
    this.#store = store;
  }

  /** With its first member, in one transaction. Again under the same client id: the same room. */
  async create(principal: Principal, wanted: CreateRoom): Promise<StoredRoom> {
    await this.#requirePlace(principal);
    const creation = await this.#store.write('createRoom', newRoom(principal, wanted));
    if (creation.kind === 'refused') throw new ChatError(creation.code, CREATION_REFUSALS[creation.code]);
    if (creation.kind === 'created') this.created.next({ roomId: creation.roomId, userId: principal.userId });
    return this.#directory.find(principal, creation.roomId);
  }

  /** What the same person sends after it waits for the answer: only a member may. */
  async join(principal: Principal, { roomId, clientId }: JoinRoom): Promise<StoredRoom> {
    await this.#commands.prepared(roomId, principal, async () => {
      const { id, standing } = await this.#directory.find(principal, roomId, 'room.join');
      if (standing === 'visitor') await this.#requirePlace(principal);
      return { result: await this.#commands.run(id, principal, { kind: 'join', clientId }) };
    });
    return this.#directory.find(principal, roomId);
  }

  async leave(principal: Principal, { roomId, clientId }: LeaveRoom): Promise<void> {
    await this.#commands.asMember(roomId, principal, { wish: { kind: 'leave', clientId } });
  }

  async update(principal: Principal, { roomId, clientId, ...changes }: UpdateRoom): Promise<StoredRoom> {
    await this.#commands.prepared(roomId, principal, async () => {
      const { id } = await this.#directory.find(principal, roomId, 'room.update');
      return { roomId: id, wish: { kind: 'update', clientId, changes } };
    });
    return this.#directory.find(principal, roomId);
  }

  async setMember(principal: Principal, wanted: SetMember): Promise<{ seq: number }> {
    const { roomId, clientId, userId } = wanted;
    let head = 0;
    const done = await this.#commands.prepared(roomId, principal, async () => {
      const room = await this.#directory.find(principal, roomId, 'role' in wanted ? 'member.role' : 'member.moderate');
      const wish = { kind: 'set-member', clientId, target: await this.#personNamed(userId), change: changeOf(wanted) } as const;
      head = room.head;
      return { roomId: room.id, wish };
    });
    return { seq: done?.seq ?? head };
  }

  async send(principal: Principal, { roomId, clientId, body, replyTo }: SendMessage): Promise<MessageStored> {
    const wish = { kind: 'send', clientId, body, ...(replyTo === undefined ? {} : { replyTo }) } as const;
    const incomplete = replyTo === undefined ? { wish } : { wish, complete: async () => ({ ...wish, thread: await this.#threadOf(roomId, replyTo) }) };
    const { seq, at, ordinal, id } = certain(await this.#commands.asMember(roomId, principal, incomplete));
    if (ordinal === undefined || id === undefined) throw new Error('A stored message has a place.');
    return { seq, ordinal, at, id };
  }

  async edit(principal: Principal, { roomId, clientId, id, body }: EditMessage): Promise<MessageChanged> {
    const wish = { kind: 'edit', clientId, target: unread(id), body } as const;
    return certain(await this.#commands.asMember(roomId, principal, { wish, complete: async () => ({ ...wish, target: await this.#messageNamed(roomId, id) }) }));
  }

  async delete(principal: Principal, { roomId, clientId, id }: DeleteMessage): Promise<MessageChanged> {
    const wish = { kind: 'delete', clientId, target: unread(id) } as const;
    return certain(await this.#commands.asMember(roomId, principal, { wish, complete: async () => ({ ...wish, target: await this.#messageNamed(roomId, id) }) }));
  }

  async pin(principal: Principal, { roomId, clientId, id, on }: PinMessage): Promise<MessageChanged> {
    const wish = { kind: 'pin', clientId, target: unread(id), on } as const;
    let asOf = 0;
    const complete = async () => {
      const target = await this.#messageNamed(roomId, id);
      asOf = target.asOf;
      return { ...wish, target };
    };
    return (await this.#commands.asMember(roomId, principal, { wish, complete })) ?? { seq: asOf, at: Date.now() };
  }

  /** Gives null for the number where it was so already. */
  async react(principal: Principal, { roomId, clientId, id, emoji, on }: SetReaction): Promise<ReactionSet> {
    const wish: Wish = { kind: 'react', clientId, target: { ...unread(id), reactions: [], own: [] }, emoji, on };
    const complete = async () => ({ ...wish, target: await this.#reactedMessage(roomId, id, principal.userId) });
    const done = await this.#commands.asMember(roomId, principal, { wish, complete });
    return { seq: done?.seq ?? null };
  }

  async #requirePlace({ userId }: Principal): Promise<void> {
    const count = await this.#store.read('membershipCount', userId);
    if (count >= LIMITS.roomsPerPerson) throw new ChatError('INVALID', `You may be in at most ${LIMITS.roomsPerPerson} rooms. Leave one first.`);
  }

  /** What the chain of answers began with. */
  async #threadOf(roomId: string, replyTo: string): Promise<string> {
    const found = await this.#store.read('message', roomId, replyTo);
    if (found === null || found.deleted) throw new ChatError('INVALID', 'replyTo: this room has no such message.');
    return found.thread ?? found.id;
  }

  async #reactedMessage(roomId: string, id: string, userId: string): Promise<ReactedMessage> {
    const found = await this.#store.read('reactedMessage', { roomId, id, userId });
    if (found === null) throw NO_MESSAGE();
    return found;
  }

  /** The deleted one too: whether this is a retry of what deleted it, the rules know. */
  async #messageNamed(roomId: string, id: string): Promise<MessageFacts> {
    const found = await this.#store.read('message', roomId, id);
    if (found === null) throw NO_MESSAGE();
    return found;
  }

  async #personNamed(userId: string): Promise<Author> {
    const found = await this.#store.read('user', userId);
    if (found === null) throw new ChatError('NOT_FOUND', 'userId: no such member.');
    return found;
  }
}

const CREATION_REFUSALS = {
  NAME_TAKEN: 'name: another room has this name.',
  CONFLICT: 'clientId: it was used before, for another room. Nothing was made; choose a new one.',
} as const;

const NO_MESSAGE = () => new ChatError('NOT_FOUND', 'This room has no such message.');

/** The facts of a message that nobody has looked up yet. */
function unread(id: string): MessageFacts {
  return { id, seq: 0, ordinal: 0, authorId: '', deleted: false, thread: null, asOf: 0 };
}

function certain(result: CommandResult): NonNullable<CommandResult> {
  if (result === null) throw new Error('What changes a message has a place.');
  return result;
}

function changeOf({ role, mutedUntil, banned, removed }: SetMember): MemberChange {
  if (role !== undefined) return { role };
  if (mutedUntil !== undefined) return { mutedUntil };
  return removed === undefined ? { banned: banned ?? false } : { removed };
}
