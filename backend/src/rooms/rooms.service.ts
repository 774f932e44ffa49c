import { Injectable } from '@nestjs/common';
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
import type { Principal } from '../contract/principal.ts';
import type { Author } from '../contract/room-events.ts';
import type { CommandResult, MemberChange } from '../room-threads/room-rules.ts';
import type { MessageFacts, ReactedMessage } from '../store/messages.ts';
import { Store, type StoredRoom } from '../store/store.ts';
import { ChatError } from '../wire/chat-error.ts';
import { InvitesService } from './invites.service.ts';
import { newRoom } from './new-room.ts';
import { NewRooms } from './new-rooms.ts';
import { PeopleService } from './people.service.ts';
import { RoomCommands, type Wish } from './room-commands.ts';
import { RoomDirectory } from './room-directory.ts';
import { actionOf } from './rules/decide-membership.ts';

/**
 * Everything that changes rooms: each is a command to the room's own thread, which decides. Payloads are valid; refusals are
 * thrown as ChatError. Whoever may not act in a room wakes nothing.
 */
@Injectable()
export class RoomsService {
  readonly #commands: RoomCommands;
  readonly #directory: RoomDirectory;
  readonly #rooms: NewRooms;
  readonly #people: PeopleService;
  readonly #invites: InvitesService;
  readonly #store: Store;

  constructor(commands: RoomCommands, directory: RoomDirectory, rooms: NewRooms, people: PeopleService, invites: InvitesService, store: Store) {
    this.#commands = commands;
    this.#directory = directory;
    this.#rooms = rooms;
    this.#people = people;
    this.#invites = invites;
    this.#store = store;
  }

  /** With its first member, in one transaction. Again under the same client id: the same room. */
  async create(principal: Principal, wanted: CreateRoom): Promise<StoredRoom> {
    await this.#rooms.requirePlace(principal.userId);
    return this.#rooms.make(principal, newRoom(principal, wanted), [principal.userId]);
  }

  /** What the same person sends after it waits for the answer: only a member may. */
  async join(principal: Principal, { roomId, clientId, invite }: JoinRoom): Promise<StoredRoom> {
    if (invite !== undefined) return this.#joinBy(principal, { roomId, clientId, invite });
    await this.#commands.prepared(roomId, principal, async () => {
      const { id, standing } = await this.#directory.find(principal, roomId, 'room.join');
      if (standing === 'visitor') await this.#rooms.requirePlace(principal.userId);
      return { result: await this.#commands.run(id, principal, { kind: 'join', clientId }) };
    });
    return this.#directory.find(principal, roomId);
  }

  /** To whatever room the code is for. */
  async accept(principal: Principal, { code, clientId }: { code: string; clientId: string }): Promise<StoredRoom> {
    const known = await this.#invites.roomOfMember(principal, code);
    if (known !== null) return known;
    const { roomId } = await this.#invites.find(code, principal.userId);
    return this.#joinBy(principal, { roomId, clientId, invite: code });
  }

  async #joinBy(principal: Principal, { roomId, clientId, invite }: Required<JoinRoom>): Promise<StoredRoom> {
    await this.#commands.prepared(roomId, principal, async () => {
      const found = await this.#invites.find(invite, principal.userId);
      if (found.roomId !== roomId) throw new ChatError('NOT_FOUND', 'invite: it is for another room.');
      await this.#rooms.requirePlace(principal.userId);
      return { result: await this.#commands.run(roomId, principal, { kind: 'join', clientId, invite: { id: found.id, by: found.createdBy } }) };
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
      const change = changeOf(wanted);
      const room = await this.#directory.find(principal, roomId, actionOf(change));
      const target = 'added' in change ? await this.#newcomer(principal, userId) : await this.#personNamed(userId);
      const wish = { kind: 'set-member', clientId, target, change } as const;
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

  /** Whoever may be found by the asker, and has blocked nothing that comes from them. */
  async #newcomer(principal: Principal, userId: string): Promise<Author> {
    const [found] = await this.#people.find(principal, [userId]);
    if (found === undefined) throw new ChatError('NOT_FOUND', 'userId: no such person.');
    await this.#people.requireWelcome(principal, [userId]);
    await this.#rooms.requirePlace(userId);
    return found;
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

const NO_MESSAGE = () => new ChatError('NOT_FOUND', 'This room has no such message.');

/** The facts of a message that nobody has looked up yet. */
function unread(id: string): MessageFacts {
  return { id, seq: 0, ordinal: 0, authorId: '', deleted: false, thread: null, asOf: 0 };
}

function certain(result: CommandResult): NonNullable<CommandResult> {
  if (result === null) throw new Error('What changes a message has a place.');
  return result;
}

function changeOf({ role, mutedUntil, banned, removed, added }: SetMember): MemberChange {
  if (added !== undefined) return { added };
  if (role !== undefined) return { role };
  if (mutedUntil !== undefined) return { mutedUntil };
  return removed === undefined ? { banned: banned ?? false } : { removed };
}
