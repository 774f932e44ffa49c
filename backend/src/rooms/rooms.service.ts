import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Commands, CreateRoom, JoinRoom, MarkRead, MessageStored, SendMessage, SetTyping, SyncRoom } from '../contract/commands.ts';
import { LIMITS } from '../contract/limits.ts';
import type { HistoryQuery } from '../contract/rest.ts';
import type { Author, Message } from '../contract/room-events.ts';
import type { Room } from '../contract/room.ts';
import { type NewRoom, Store, type StoredRoom } from '../store/store.ts';
import { nameKeyOf, slugOf } from '../wire/names.ts';
import { RoomBulletin } from './room-bulletin.ts';
import { RoomRuntime } from './room-runtime.ts';
import { ChatError } from '../wire/chat-error.ts';

/** What a room's rules may need to know of the edge: called between becoming a member and reading what was missed. */
export type OnMember = (room: StoredRoom) => void;

/** Everything that people do with rooms. Payloads are valid; refusals are thrown as ChatError. */
@Injectable()
export class RoomsService {
  readonly #engine: RoomRuntime;
  readonly #bulletin: RoomBulletin;
  readonly #store: Store;

  constructor(engine: RoomRuntime, bulletin: RoomBulletin, store: Store) {
    this.#engine = engine;
    this.#bulletin = bulletin;
    this.#store = store;
  }

  list(query: { after: string | null; limit: number; userId: string | null }): Promise<Room[]> {
    return this.#bulletin.catalog.list(query);
  }

  async get(idOrSlug: string, userId: string | null): Promise<Room> {
    return this.#bulletin.catalog.view(await this.#bulletin.catalog.find(idOrSlug, userId));
  }

  /** The creator is the first member. */
  async create(author: Author, wanted: CreateRoom): Promise<Room> {
    const row = await this.#store.write('createRoom', newRoom(author, wanted));
    if (row === null) throw new ChatError('NAME_TAKEN', 'name: another room has this name.');
    await this.#engine.run(row.id, { kind: 'join', author });
    this.#bulletin.created(row);
    return this.get(row.id, author.id);
  }

  /** `onMember` subscribes: whatever is committed after it arrives as events, whatever before it is in the answer. */
  async join(author: Author, { roomId, since }: JoinRoom, onMember: OnMember): Promise<Commands['room:join']['data']> {
    const { catalog } = this.#bulletin;
    const room = await this.#asMember(author, roomId);
    onMember(room);
    const [missed, people] = await Promise.all([this.#engine.catchUp.missed(room, since), catalog.members(room)]);
    const view = catalog.view({ ...room, head: Math.max(room.head, missed.head) });
    return { room: view, epoch: room.epoch, ...missed, ...people };
  }

  async #asMember(author: Author, roomId: string): Promise<StoredRoom> {
    const { catalog } = this.#bulletin;
    const found = await catalog.find(roomId, author.id);
    if (found.readOrdinal !== null) return found;
    await this.#engine.run(found.id, { kind: 'join', author });
    return catalog.find(found.id, author.id);
  }

  async leave(author: Author, roomId: string): Promise<void> {
    await this.#engine.run(roomId, { kind: 'leave', author });
  }

  async send(author: Author, { roomId, clientId, body, replyTo }: SendMessage): Promise<MessageStored> {
    const reply = replyTo === undefined ? {} : { replyTo };
    const stored = await this.#engine.run(roomId, { kind: 'send', author, clientId, body, ...reply });
    if (stored === null) throw new Error('A stored message has a place.');
    return stored;
  }

  async sync(author: Author, { roomId, epoch, after, limit }: SyncRoom): Promise<Commands['room:sync']['data']> {
    const room = await this.#bulletin.catalog.findAsMember(roomId, author.id);
    return this.#engine.catchUp.sync(room, { epoch, seq: after }, limit ?? LIMITS.eventsPerSync);
  }

  async markRead(author: Author, mark: MarkRead): Promise<{ unread: number }> {
    const marked = await this.#store.write('markRead', { ...mark, userId: author.id });
    if (marked !== null) return marked;
    await this.#bulletin.catalog.find(mark.roomId, author.id);
    throw new ChatError('NOT_A_MEMBER', 'Join the room first.');
  }

  async setTyping(author: Author, { roomId, typing }: SetTyping): Promise<void> {
    if (!this.#bulletin.presence.has(roomId, author.id)) await this.#bulletin.catalog.findAsMember(roomId, author.id);
    this.#bulletin.setTyping(roomId, author, typing);
  }

  /** Public rooms are open to all readers, private ones to members. */
  async history(idOrSlug: string, userId: string | null, query: HistoryQuery): Promise<Message[]> {
    const room = await this.#bulletin.catalog.find(idOrSlug, userId);
    const { before = null, after = null, limit = LIMITS.messagesPerPage } = query;
    return this.#store.readBulk('messages', { roomId: room.id, before, after, limit });
  }
}

const ID_BYTES = 9;

function newRoom(author: Author, { name, topic, visibility }: CreateRoom): NewRoom {
  return {
    id: randomBytes(ID_BYTES).toString('base64url'),
    slug: slugOf(name),
    name,
    nameKey: nameKeyOf(name),
    topic: topic ?? '',
    visibility,
    createdBy: author.id,
    createdAt: Date.now(),
    epoch: randomBytes(ID_BYTES).toString('base64url'),
  };
}
