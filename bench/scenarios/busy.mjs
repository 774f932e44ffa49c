import { chat } from './chat.mjs';

export const busy = chat({
  key: 'b',
  name: 'busy',
  title: 'Busy: one room, 500 members, 10 senders with 1 message in flight each',
  kinds: ['watek', 'plain', 'nats'],
  aside: ['rooms', 'mosquitto'],
  members: 500,
  senders: 10,
  inFlight: 1,
});
