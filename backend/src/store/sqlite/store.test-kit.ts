import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Author, Message, MessagePosted, RoomEvent } from '../../contract/room-events.ts';
import { DEFAULT_POLICY } from '../../contract/room.ts';
import { searchKeyOf } from '../../wire/names.ts';
import type { NewRoom, RoomAppend, StoredSession } from '../store.ts';
import { openReader, openWriter, type WriterOptions } from './open.ts';

export const anna: Author = { id: 'u-anna', name: 'Anna' };
export const bartek: Author = { id: 'u-bartek', name: 'Bartek' };

export interface DataFolder extends Disposable {
  path: string;
}

export function dataFolder(): DataFolder {
  const folder = mkdtempSync(join(tmpdir(), 'watek-'));
  return { path: join(folder, 'watek.db'), [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A fresh database with its writer and its reader; both end with the scope. */
export function freshStore(options: Omit<WriterOptions, 'path'> = {}) {
  const folder = dataFolder();
  const writer = openWriter({ path: folder.path, ...options });
  const reader = openReader({ path: folder.path });
  const dispose = () => {
    reader.close();
    writer.close();
    folder[Symbol.dispose]();
  };
  return { path: folder.path, writer, reader, [Symbol.dispose]: dispose };
}

/** Without an event, unless a test wants some: then its log begins as that test has it. */
export function newRoom(room: Partial<NewRoom> = {}): NewRoom {
  const id = room.id ?? 'r1';
  const names = { slug: id, name: id, nameKey: id, searchKey: searchKeyOf(room.name ?? id), topic: '' };
  const rest = { kind: 'room', visibility: 'public', policy: DEFAULT_POLICY, createdBy: anna.id, createdAt: 1, epoch: 'e1', clientId: `make ${id}`, events: [] } as const;
  return { id, ...names, ...rest, events: [...rest.events], ...room };
}

export function session(values: Partial<StoredSession> = {}): StoredSession {
  return { tokenHash: 'h1', kind: 'cookie', user: anna, role: 'guest', device: '', createdAt: 1, usedAt: 1, expiresAt: 100, ...values };
}

export function joined(seq: number, author: Author = anna): RoomEvent {
  return { type: 'member.joined', seq, at: 1_000 + seq, author };
}

export function left(seq: number, author: Author = anna): RoomEvent {
  return { type: 'member.left', seq, at: 1_000 + seq, author };
}

export function posted(seq: number, message: Partial<MessagePosted> = {}): MessagePosted {
  const ordinal = message.ordinal ?? seq;
  return { type: 'message.posted', seq, at: 1_000 + seq, author: anna, id: `m${seq}`, ordinal, clientId: `c${seq}`, body: `text ${seq}`, ...message };
}

/** The message that the event posts, as it is while nothing else happens to it. */
export function messageOf({ type: _type, ...message }: MessagePosted): Message {
  return message;
}

export function appendOf(events: RoomEvent[], roomId = 'r1'): RoomAppend {
  return { roomId, expectedSeq: (events[0]?.seq ?? 1) - 1, events, encoded: events.map((event) => JSON.stringify(event)) };
}

/** Messages `from` to `to` of a room that holds nothing but messages. */
export function messages(from: number, to: number): MessagePosted[] {
  return Array.from({ length: to - from + 1 }, (_, index) => posted(from + index));
}
