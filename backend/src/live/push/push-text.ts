import { plainText } from '../../contract/plain-text.ts';
import type { PushDevice, PushPayload } from '../../contract/push.ts';
import type { Author, MessagePosted } from '../../contract/room-events.ts';
import type { StoredRoom } from '../../store/store.ts';

/** Names keep their own direction inside a sentence of another. */
const [ISOLATE, END] = ['\u2068', '\u2069'];

const WORDS = {
  en: { newMessage: 'New message', test: 'Notifications reach this device.' },
  pl: { newMessage: 'Nowa wiadomość', test: 'Powiadomienia docierają na to urządzenie.' },
} as const satisfies Record<PushDevice['language'], Record<string, string>>;

interface Told {
  room: Pick<StoredRoom, 'id' | 'slug' | 'name' | 'people'>;
  message: MessagePosted;
  /** Of those who are named in it, by their ids. */
  names: ReadonlyMap<string, string>;
  userId: string;
}

/** What a device shows of a message, and how much of it its owner chose. */
export function messagePayload({ detail, language }: PushDevice, { room, message, names, userId }: Told): PushPayload {
  const body = detail === 'text' ? `${ISOLATE}${message.author.name}${END}: ${plainText(message.body, names)}` : WORDS[language].newMessage;
  return { type: 'message', roomId: room.id, path: `/rooms/${room.slug}/${message.ordinal}`, title: titleOf(room, userId), body, ordinal: message.ordinal };
}

export function testPayload({ language }: PushDevice): PushPayload {
  return { type: 'test', title: 'Wątek', body: WORDS[language].test };
}

/** Of a conversation: the others. */
function titleOf({ name, people }: Told['room'], userId: string): string {
  const others = (people ?? []).filter(({ id }: Author) => id !== userId).map((person) => person.name);
  return others.length === 0 ? name : others.join(', ');
}
