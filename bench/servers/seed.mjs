/**
 * Fills a data folder through the server's own storage module before the server starts: people with sessions, rooms
 * with members and messages. Joining by the wire would tell everybody of everybody: 50 million packets for 10,000.
 */
import { createHmac } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { EPOCH, roomIdOf, SESSION_KEY, tokenOf, userIdOf } from './people.mjs';

const FAR_AWAY = Date.UTC(2100, 0);
const ROOMS_AT_ONCE = 1_000;
const MESSAGES_AT_ONCE = 2_000;

/** plan: { users, rooms, membersOf: (room) => users, messagesIn?: (room) => count, sessions?: whether people come with a token or a cookie } */
export async function seed(folder, { server, users, rooms, membersOf, messagesIn = () => 0, sessions = 'token' }) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'secrets.json'), JSON.stringify({ sessionKey: SESSION_KEY.toString('base64') }));
  const { openWriter } = await import(pathToFileURL(join(dirname(server), 'store/sqlite/open.js')).href);
  const writer = openWriter({ path: join(folder, 'watek.db') });
  writer.transaction(() => {
    for (let user = 0; user < users; user++) writer.createSession(sessionOf(user, sessions));
  });
  for (let room = 0; room < rooms; room += ROOMS_AT_ONCE) {
    writer.transaction(() => addRooms(writer, { from: room, to: Math.min(rooms, room + ROOMS_AT_ONCE), membersOf }));
  }
  for (let room = 0; room < rooms; room++) addMessages(writer, { room, members: membersOf(room), count: messagesIn(room) });
  writer.close();
}

function sessionOf(user, kind) {
  const tokenHash = createHmac('sha256', SESSION_KEY).update(tokenOf(user)).digest('base64url');
  return { tokenHash, kind, user: authorOf(user), role: 'guest', device: '', createdAt: 1, usedAt: Date.now(), expiresAt: FAR_AWAY };
}

const authorOf = (user) => ({ id: userIdOf(user), name: `Member ${user}` });

function addRooms(writer, { from, to, membersOf }) {
  for (let room = from; room < to; room++) {
    const id = roomIdOf(room);
    writer.createRoom(emptyRoom(id));
    const events = membersOf(room).map((user, index) => ({ type: 'member.joined', seq: index + 1, at: 1, author: authorOf(user) }));
    if (events.length > 0) append(writer, { roomId: id, expectedSeq: 0, events });
  }
}

function emptyRoom(id) {
  const names = { slug: id, name: id, nameKey: id, searchKey: id, topic: '' };
  const policy = { posting: 'everyone', slowModeSeconds: 0, guests: true };
  return { id, ...names, kind: 'room', visibility: 'public', policy, createdBy: userIdOf(0), createdAt: 1, epoch: EPOCH, clientId: `seed-${id}`, events: [] };
}

function addMessages(writer, { room, members, count }) {
  for (let done = 0; done < count; done += MESSAGES_AT_ONCE) {
    const some = Math.min(MESSAGES_AT_ONCE, count - done);
    const events = Array.from({ length: some }, (_, index) => messageOf({ room, members, ordinal: done + index + 1 }));
    writer.transaction(() => append(writer, { roomId: roomIdOf(room), expectedSeq: members.length + done, events }));
  }
}

function messageOf({ room, members, ordinal }) {
  const seq = members.length + ordinal;
  const author = authorOf(members[ordinal % members.length]);
  return { type: 'message.posted', seq, at: ordinal, author, id: `${roomIdOf(room)}-${seq}`, ordinal, clientId: `seed-${ordinal}`, body: `Message ${ordinal} of this room, of ordinary length.` };
}

function append(writer, { roomId, expectedSeq, events }) {
  const result = writer.append({ roomId, expectedSeq, events, encoded: events.map((event) => JSON.stringify(event)) });
  if (result.kind !== 'committed') throw new Error(`The storage did not take a seed: ${JSON.stringify(result)}`);
}
