import { chat } from './chat.mjs';

const ROOMS = 64;

export const ingest = chat({
  key: 'f',
  name: 'ingest',
  title: `Ingest: ${ROOMS} rooms with one member each, 32 messages in flight each`,
  kinds: ['watek', 'plain'],
  aside: ['rooms'],
  rounds: ({ quick, rounds }) => (quick ? 1 : Math.min(3, rounds)),
  rooms: ROOMS,
  members: 1,
  senders: ROOMS,
  inFlight: 32,
  env: { ROOM_THREADS: String(ROOMS) },
});
