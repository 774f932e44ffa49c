import { chat } from './chat.mjs';

export const saturated = chat({
  key: 'a',
  name: 'saturated',
  title: 'Saturated: one room, 500 members, 50 senders with 4 messages in flight each',
  kinds: ['watek', 'plain', 'nats'],
  aside: ['rooms', 'mosquitto'],
  members: 500,
  senders: 50,
  inFlight: 4,
});
