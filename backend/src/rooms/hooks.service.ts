import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { MessageStored } from '../contract/commands.ts';
import type { CreateHook, Hook, HookMade } from '../contract/hooks.ts';
import { LIMITS } from '../contract/limits.ts';
import type { Principal } from '../contract/principal.ts';
import { Store } from '../store/store.ts';
import { ChatError } from '../wire/chat-error.ts';
import { RoomCommands } from './room-commands.ts';
import { RoomDirectory } from './room-directory.ts';
import { RoomsService } from './rooms.service.ts';

const [ID_BYTES, SECRET_BYTES] = [9, 24];

/** Doors of rooms for programs. What comes by one is said by an author of its own, who is a member of the room like any other. */
@Injectable()
export class HooksService {
  readonly #directory: RoomDirectory;
  readonly #commands: RoomCommands;
  readonly #rooms: RoomsService;
  readonly #store: Store;

  constructor(directory: RoomDirectory, commands: RoomCommands, rooms: RoomsService, store: Store) {
    this.#directory = directory;
    this.#commands = commands;
    this.#rooms = rooms;
    this.#store = store;
  }

  /** The secret is in the answer and nowhere else. */
  async create(principal: Principal, roomId: string, { name }: CreateHook): Promise<HookMade> {
    const room = await this.#directory.find(principal, roomId, 'hook.manage');
    const secret = randomBytes(SECRET_BYTES).toString('base64url');
    const hook = { id: randomBytes(ID_BYTES).toString('base64url'), roomId: room.id, name, createdAt: Date.now() };
    const isMade = await this.#store.write('createHook', { ...hook, createdBy: principal.userId, secretHash: hashOf(secret) });
    if (!isMade) throw new ChatError('INVALID', `This room has ${LIMITS.hooksPerRoom} hooks already. End one first.`);
    try {
      await this.#commands.run(room.id, principal, { kind: 'set-member', clientId: randomUUID(), target: { id: hook.id, name }, change: { added: true } });
    } catch (error) {
      await this.#store.write('endHook', hook.id);
      throw error;
    }
    return { ...hook, createdBy: { id: principal.userId, name: principal.name }, usedAt: null, secret };
  }

  async list(principal: Principal, roomId: string): Promise<Hook[]> {
    const room = await this.#directory.find(principal, roomId, 'hook.manage');
    return this.#store.read('hooks', room.id);
  }

  /** Nothing comes by it from now on; what has come stays, and its author leaves the room. */
  async end(principal: Principal, id: string): Promise<void> {
    const hook = await this.#store.read('hook', id);
    if (hook === null) throw GONE();
    const { id: roomId } = await this.#directory.find(principal, hook.roomId, 'hook.manage');
    await this.#store.write('endHook', id);
    const goes = { kind: 'set-member', clientId: randomUUID(), target: { id, name: hook.name }, change: { removed: true } } as const;
    // Somebody may have removed it before, or made it one of their like.
    await this.#commands.run(roomId, principal, goes).catch((error: unknown) => {
      if (!(error instanceof ChatError)) throw error;
    });
  }

  /** Who is meant by a secret; throws NOT_FOUND in the same words whatever is wrong with it. */
  async find(secret: string): Promise<Hook> {
    const hook = await this.#store.read('hookBySecret', hashOf(secret));
    if (hook === null) throw GONE();
    return hook;
  }

  /** Throws what a send throws. */
  async post({ id, name, roomId }: Hook, { body, clientId }: { body: string; clientId: string }): Promise<MessageStored> {
    const bot: Principal = { userId: id, name, kind: 'bot', roles: [], sessionId: '' };
    const stored = await this.#rooms.send(bot, { roomId, body, clientId });
    // Nobody waits for what only says when it was used.
    void this.#store.write('hookUsed', id, Date.now()).catch(() => undefined);
    return stored;
  }
}

const GONE = () => new ChatError('NOT_FOUND', 'There is no such hook, or it has ended.');

/** The secret is long and random, so a plain hash keeps it. */
function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
