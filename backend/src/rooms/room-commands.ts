import { Injectable } from '@nestjs/common';
import type { Principal } from '../contract/principal.ts';
import type { CommandResult, RoomCommand } from '../room-threads/room-rules.ts';
import { Store } from '../store/store.ts';
import { ChatError } from '../wire/chat-error.ts';
import { PeopleService } from './people.service.ts';
import { RoomDirectory } from './room-directory.ts';
import { RoomRuntime } from './room-runtime.ts';
import { resultOf } from './rules/command-result.ts';
import { CONFLICT } from './rules/refusals.ts';
import { isSameCommand } from './rules/same-command.ts';
import { SenderOrder } from './sender-order.ts';

export interface Incomplete {
  wish: Wish;
  /** Looks up what the rules cannot know, once it is sure that the asker may. */
  complete?: () => Promise<Wish>;
}

/** What goes to the room's thread, or the result that it has had already. */
export type Prepared = { roomId: string; wish: Wish } | { result: CommandResult };

/** A command without who sent it. */
export type Wish = RoomCommand extends infer Command ? (Command extends RoomCommand ? Omit<Command, 'actor' | 'roles'> : never) : never;

/** Takes commands to the threads of their rooms: those of one sender in their order, and none of somebody who may not act in the room. */
@Injectable()
export class RoomCommands {
  readonly #runtime: RoomRuntime;
  readonly #directory: RoomDirectory;
  readonly #people: PeopleService;
  readonly #store: Store;
  readonly #order = new SenderOrder();

  constructor(runtime: RoomRuntime, directory: RoomDirectory, people: PeopleService, store: Store) {
    this.#runtime = runtime;
    this.#directory = directory;
    this.#people = people;
    this.#store = store;
  }

  async asMember(roomId: string, principal: Principal, incomplete: Incomplete): Promise<CommandResult> {
    const { wish, complete } = incomplete;
    const isReady = complete === undefined && this.#runtime.members.has(roomId, principal.userId);
    if (isReady && !this.#order.isPreparing(senderOf(roomId, principal))) return this.run(roomId, principal, wish);
    return this.prepared(roomId, principal, () => this.#prepare(roomId, principal, incomplete));
  }

  /** After what this sender wanted of the room before, though that may have more to be looked up. */
  prepared(roomId: string, principal: Principal, prepare: () => Promise<Prepared>): Promise<CommandResult> {
    return this.#order.next(senderOf(roomId, principal), prepare, async (prepared) =>
      'result' in prepared ? prepared.result : this.run(prepared.roomId, principal, prepared.wish),
    );
  }

  async #prepare(roomId: string, principal: Principal, { wish, complete }: Incomplete): Promise<Prepared> {
    if (!this.#runtime.members.has(roomId, principal.userId)) {
      const first = await this.#admit(roomId, principal, wish);
      if (first !== null) return { result: first };
    }
    return { roomId, wish: (await complete?.()) ?? wish };
  }

  /**
   * In a conversation it is looked up each time whether the two are on terms: few speak there, and a block counts at once.
   * Throws the refusal, unless this is a retry of what a former member did: then gives the first result.
   */
  async #admit(roomId: string, principal: Principal, wish: Wish): Promise<CommandResult> {
    try {
      const { id, people } = await this.#directory.find(principal, roomId, 'message.send');
      if (id !== roomId) throw new ChatError('NOT_FOUND', 'There is no such room.');
      if (people === null) this.#runtime.members.add(id, principal.userId);
      else if (wish.kind !== 'delete') await this.#people.requireOpen(principal, people);
      return null;
    } catch (refusal) {
      const { userId } = principal;
      const first = await this.#store.read('firstResult', { roomId, userId, clientId: wish.clientId });
      if (first === null) throw refusal;
      if (!isSameCommand(commandOf(principal, wish), first)) throw ChatError.from(CONFLICT);
      return resultOf(first);
    }
  }

  async run(roomId: string, principal: Principal, wish: Wish): Promise<CommandResult> {
    const answer = await this.#runtime.threads.put(roomId, commandOf(principal, wish));
    if (answer.ok) return answer.result;
    throw ChatError.from(answer);
  }
}

/** Guests may be kept from joining, administrators may more; of anybody else the rules ask no role. */
function commandOf({ userId, name, roles }: Principal, wish: Wish): RoomCommand {
  const actor = { id: userId, name };
  return wish.kind === 'join' || roles.includes('admin') ? { ...wish, actor, roles } : { ...wish, actor };
}

function senderOf(roomId: string, { userId }: Principal): string {
  return `${roomId} ${userId}`;
}
