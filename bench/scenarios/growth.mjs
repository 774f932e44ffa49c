import { talkingRound } from './chat.mjs';

const SENDERS = 10;
const IN_FLIGHT = 4;

export const growth = {
  key: 'j',
  name: 'growth',
  title: `Growth: CPU of a delivery as a room grows, ${SENDERS} senders with ${IN_FLIGHT} messages in flight each`,
  kinds: ['watek', 'plain'],
  variants: ({ sizes }) => sizes.members,
  rounds: () => 1,
  round: (context, kind, members) => talkingRound(context, { kind, rooms: 1, members, senders: SENDERS, inFlight: IN_FLIGHT }),
};
