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
  SendMessage,
  SetMember,
  UpdateRoom,
} from '../contract/commands.ts';
import { LIMITS } from '../contract/limits.ts';
import type { Principal } from '../contract/principal.ts';
import type { Author } from '../contract/room-events.ts';
import type { CommandResult, MemberChange, RoomCommand } from '../room-threads/room-rules.ts';
import { Store, type MessageFacts, type StoredRoom } from '../store/store.ts';
import { ChatError } from '../wire/chat-error.ts';
import { newRoom } from './new-room.ts';
import { CONFLICT } from './rules/refusals.ts';
import { isSameCommand } from './rules/same-command.ts';
import { resultOf } from './rules/command-result.ts';
import { RoomDirectory } from './room-directory.ts';
import { RoomRuntime } from './room-runtime.ts';
import { SenderOrder } from './sender-order.ts';

interface Incomplete {
  wish: Wish;
  /** Looks up what the rules cannot know, once it is sure that the asker may. */
  complete?: () => Promise<Wish | void>;
}

/** What goes to the room's thread, or the result that it has had already. */
type Prepared = { roomId: string; wish: Wish } | { result: CommandResult };

/** A command without who sent it. */
type Wish = RoomCommand extends infer Command ? (Command extends RoomCommand ? Omit<Command, 'actor' | 'roles'> : never) : never;

/**
 * Everything that changes rooms: each is a command to the room's own thread, which decides. Payloads are valid; refusals are
 * thrown as ChatError. Whoever may not act in a room wakes nothing.
 */
@Injectable()
export class RoomsService {
  /** Rooms that were made just now, and by whom: their first events are published by nobody. */
  readonly created = new Subject<{ roomId: string; userId: string }>();
  readonly #runtime: RoomRuntime;
  readonly #directory: RoomDirectory;
  readonly #store: Store;
  readonly #order = new SenderOrder();

  constructor(runtime: RoomRuntime, directory: RoomDirectory, store: Store) {
    this.#runtime = runtime;
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
    await this.#runPrepared(roomId, principal, async () => {
      const { id, standing } = await this.#directory.find(principal, roomId, 'room.join');
      if (standing === 'visitor') await this.#requirePlace(principal);
      const result = await this.#run(id, principal, { kind: 'join', clientId });
      this.#runtime.members.add(id, principal.userId);
      return { result };
    });
    return this.#directory.find(principal, roomId);
  }

  async leave(principal: Principal, { roomId, clientId }: LeaveRoom): Promise<void> {
    await this.#runAsMember(roomId, principal, { wish: { kind: 'leave', clientId } });
  }

  async update(principal: Principal, { roomId, clientId, ...changes }: UpdateRoom): Promise<StoredRoom> {
    await this.#runPrepared(roomId, principal, async () => {
      const { id } = await this.#directory.find(principal, roomId, 'room.update');
      return { roomId: id, wish: { kind: 'update', clientId, changes } };
    });
    return this.#directory.find(principal, roomId);
  }

  async setMember(principal: Principal, wanted: SetMember): Promise<{ seq: number }> {
    const { roomId, clientId, userId } = wanted;
    let head = 0;
    const done = await this.#runPrepared(roomId, principal, async () => {
      const room = await this.#directory.find(principal, roomId, 'role' in wanted ? 'member.role' : 'member.moderate');
      const wish = { kind: 'set-member', clientId, target: await this.#personNamed(userId), change: changeOf(wanted) } as const;
      head = room.head;
      return { roomId: room.id, wish };
    });
    return { seq: done?.seq ?? head };
  }

  async send(principal: Principal, { roomId, clientId, body, replyTo }: SendMessage): Promise<MessageStored> {
    const wish = { kind: 'send', clientId, body, ...(replyTo === undefined ? {} : { replyTo }) } as const;
    const incomplete = replyTo === undefined ? { wish } : { wish, complete: () => this.#requireMessage(roomId, replyTo) };
    const { seq, at, ordinal, id } = certain(await this.#runAsMember(roomId, principal, incomplete));
    if (ordinal === undefined || id === undefined) throw new Error('A stored message has a place.');
    return { seq, ordinal, at, id };
  }

  async edit(principal: Principal, { roomId, clientId, id, body }: EditMessage): Promise<MessageChanged> {
    const wish = { kind: 'edit', clientId, target: unread(id), body } as const;
    return certain(await this.#runAsMember(roomId, principal, { wish, complete: async () => ({ ...wish, target: await this.#messageNamed(roomId, id) }) }));
  }

  async delete(principal: Principal, { roomId, clientId, id }: DeleteMessage): Promise<MessageChanged> {
    const wish = { kind: 'delete', clientId, target: unread(id) } as const;
    return certain(await this.#runAsMember(roomId, principal, { wish, complete: async () => ({ ...wish, target: await this.#messageNamed(roomId, id) }) }));
  }

  async #runAsMember(roomId: string, principal: Principal, incomplete: Incomplete): Promise<CommandResult> {
    const { wish, complete } = incomplete;
    const isReady = complete === undefined && this.#runtime.members.has(roomId, principal.userId);
    if (isReady && !this.#order.isPreparing(senderOf(roomId, principal))) return this.#run(roomId, principal, wish);
    return this.#runPrepared(roomId, principal, () => this.#prepare(roomId, principal, incomplete));
  }

  /** After what this sender wanted of the room before, though that may have more to be looked up. */
  #runPrepared(roomId: string, principal: Principal, prepare: () => Promise<Prepared>): Promise<CommandResult> {
    return this.#order.next(senderOf(roomId, principal), prepare, async (prepared) =>
      'result' in prepared ? prepared.result : this.#run(prepared.roomId, principal, prepared.wish),
    );
  }

  async #prepare(roomId: string, principal: Principal, { wish, complete }: Incomplete): Promise<Prepared> {
    if (!this.#runtime.members.has(roomId, principal.userId)) {
      const first = await this.#admit(roomId, principal, wish);
      if (first !== null) return { result: first };
    }
    return { roomId, wish: (await complete?.()) ?? wish };
  }

  /** Throws the refusal, unless this is a retry of what a former member did: then gives the first result. */
  async #admit(roomId: string, principal: Principal, wish: Wish): Promise<CommandResult> {
    try {
      const { id } = await this.#directory.find(principal, roomId, 'room.leave');
      if (id !== roomId) throw new ChatError('NOT_FOUND', 'There is no such room.');
      this.#runtime.members.add(id, principal.userId);
      return null;
    } catch (refusal) {
      const { userId } = principal;
      const first = await this.#store.read('firstResult', { roomId, userId, clientId: wish.clientId });
      if (first === null) throw refusal;
      if (!isSameCommand(commandOf(principal, wish), first)) throw ChatError.from(CONFLICT);
      return resultOf(first);
    }
  }

  async #run(roomId: string, principal: Principal, wish: Wish): Promise<CommandResult> {
    const answer = await this.#runtime.threads.put(roomId, commandOf(principal, wish));
    if (answer.ok) return answer.result;
    throw ChatError.from(answer);
  }

  async #requirePlace({ userId }: Principal): Promise<void> {
    const count = await this.#store.read('membershipCount', userId);
    if (count >= LIMITS.roomsPerPerson) throw new ChatError('INVALID', `You may be in at most ${LIMITS.roomsPerPerson} rooms. Leave one first.`);
  }

  async #requireMessage(roomId: string, id: string): Promise<void> {
    const found = await this.#store.read('message', roomId, id);
    if (found === null || found.deleted) throw new ChatError('INVALID', 'replyTo: this room has no such message.');
  }

  /** The deleted one too: whether this is a retry of what deleted it, the rules know. */
  async #messageNamed(roomId: string, id: string): Promise<MessageFacts> {
    const found = await this.#store.read('message', roomId, id);
    if (found === null) throw new ChatError('NOT_FOUND', 'This room has no such message.');
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

function senderOf(roomId: string, { userId }: Principal): string {
  return `${roomId} ${userId}`;
}

/** The facts of a message that nobody has looked up yet. */
function unread(id: string): MessageFacts {
  return { id, seq: 0, ordinal: 0, authorId: '', deleted: false, asOf: 0 };
}

/** Guests may be kept from joining, administrators may more; of anybody else the rules ask no role. */
function commandOf({ userId, name, roles }: Principal, wish: Wish): RoomCommand {
  const actor = { id: userId, name };
  return wish.kind === 'join' || roles.includes('admin') ? { ...wish, actor, roles } : { ...wish, actor };
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
