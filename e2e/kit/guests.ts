import { ChatClient } from '../../backend/test/kit/chat-client.ts';
import type { Room } from '../../backend/src/contract/room.ts';

/** Come in as programs do: people in a room who need no browser. */
export async function guestsIn(url: string, room: Room, names: readonly string[]): Promise<ChatClient[]> {
  const guests: ChatClient[] = [];
  for (const name of names) {
    const guest = await ChatClient.enter(url, name);
    await guest.enters(room.id);
    guests.push(guest);
  }
  return guests;
}

export { ChatClient };
