import { chat } from './chat.mjs';

const ROOMS = 64;
const MEMBERS = 16;

export const manyRooms = chat({
  key: 'e',
  name: 'many-rooms',
  title: `Many rooms: ${ROOMS} rooms of ${MEMBERS}, everybody with 1 message in flight`,
  kinds: ['watek', 'plain'],
  aside: ['rooms'],
  rounds: ({ quick, rounds }) => (quick ? 1 : Math.min(3, rounds)),
  rooms: ROOMS,
  members: MEMBERS,
  senders: ROOMS * MEMBERS,
  inFlight: 1,
  env: { ROOM_THREADS: String(ROOMS) },
});
