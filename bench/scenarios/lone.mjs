import { aimOf, evenRooms, withLoad, withServer } from './stage.mjs';

const MEMBERS = 5;
const EVERY_MS = 20;

export const lone = {
  key: 'c',
  name: 'lone',
  title: `Lone: one message every ${EVERY_MS} ms among ${MEMBERS} members`,
  kinds: ['watek', 'plain'],
  aside: ['rooms', 'nats', 'mosquitto'],
  round: (context, kind) =>
    withServer(context, { kind, plan: evenRooms(1, MEMBERS) }, (server) =>
      withLoad(context, async ({ crowd }) => {
        await crowd.aim(aimOf(server));
        await crowd.enter({ rooms: 1, members: MEMBERS });
        return crowd.probe({ everyMs: EVERY_MS, warmMs: context.times.warmMs, forMs: context.times.forMs });
      }),
    ),
};
