import { aimOf, withLoad, withServer } from './stage.mjs';

const QUIET = { members: 5, everyMs: 20 };
const FLOOD = { members: 300, senders: 50, inFlight: 4 };
/** A p99 wants more than a few probes: 450 of them leave four above it. */
const LONGER = 3;
const range = (from, count) => Array.from({ length: count }, (_, index) => from + index);

/** The probe has a load generator of its own: its figures must not wait behind the flood's on the client's side. */
export const isolation = {
  key: 'd',
  name: 'isolation',
  title: `Isolation: a room of ${QUIET.members}, a message every ${QUIET.everyMs} ms, beside a flooded room of ${FLOOD.members}`,
  kinds: ['watek', 'plain'],
  aside: ['rooms'],
  rounds: ({ quick, rounds }) => (quick ? 1 : rounds),
  setting: { quiet: QUIET, flood: FLOOD },
  round: (context, kind) => withServer(context, { kind, plan: plan() }, (server) => withLoad(context, (quiet) => withLoad(context, (flood) => round(context, { server, quiet, flood })))),
};

function plan() {
  const rooms = [range(0, QUIET.members), range(QUIET.members, FLOOD.members)];
  return { users: QUIET.members + FLOOD.members, rooms: 2, membersOf: (room) => rooms[room] };
}

async function round({ times }, { server, quiet, flood }) {
  const { warmMs } = times;
  const forMs = times.forMs * LONGER;
  await quiet.crowd.aim(aimOf(server));
  await flood.crowd.aim(aimOf(server));
  await quiet.crowd.enter({ rooms: 1, members: QUIET.members });
  await flood.crowd.enter({ rooms: 1, members: FLOOD.members, firstRoom: 1, firstUser: QUIET.members });
  const idle = await quiet.crowd.probe({ everyMs: QUIET.everyMs, warmMs, forMs });
  await flood.crowd.startTalking(FLOOD);
  const [flooded, loud] = await Promise.all([
    quiet.crowd.probe({ everyMs: QUIET.everyMs, warmMs, forMs }),
    flood.crowd.measure({ forMs: warmMs + forMs }),
  ]);
  await flood.crowd.stopTalking();
  return { idle: idle.seen, flooded: flooded.seen, unseen: idle.unseen + flooded.unseen, floodDeliveriesPerSecond: loud.deliveriesPerSecond, holes: idle.holes + flooded.holes + loud.holes, lost: flooded.lost + loud.lost };
}
