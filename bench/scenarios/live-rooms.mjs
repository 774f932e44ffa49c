import { readdirSync } from 'node:fs';
import { rssBytes } from '../measure/process-usage.mjs';
import { aimOf, withLoad, withServer } from './stage.mjs';

const AT_A_TIME = 8;
const PROBED = 12;
/** The pool looks every 250 ms whether a spare thread is needed, and a thread takes its time to start. */
const WARM_AGAIN_MS = 600;
const SETTLE_MS = 1_500;
const ONLY_USER = [0];
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** Not pinned: a thousand threads start, and how fast the core is does not change what they weigh. */
export const liveRooms = {
  key: 'h',
  name: 'live-rooms',
  title: 'Rooms: live ones with a thread each, sleeping ones in the database, time to wake',
  kinds: ['watek'],
  rounds: () => 1,
  round: async (context) => {
    const { liveRooms: live, sleepingRooms: sleeping } = context.sizes;
    const free = { ...context, serverCore: null, loadCore: null };
    const empty = await startedOn(free, { rooms: 1, threads: live + PROBED });
    const full = await startedOn(free, { rooms: sleeping + live + PROBED + 1, threads: live + PROBED, awake: live });
    return {
      liveRooms: live,
      sleepingRooms: sleeping,
      bytesPerSleepingRoom: (full.bytes - empty.bytes) / sleeping,
      ...full.woken,
    };
  },
};

function startedOn(context, { rooms, threads, awake = 0 }) {
  const plan = { users: 1, rooms, membersOf: () => ONLY_USER };
  const env = { ROOM_THREADS: String(threads), ROOM_IDLE_SECONDS: '3600' };
  return withServer(context, { kind: 'watek', plan, env }, (server) =>
    withLoad(context, async ({ wake }) => {
      await pause(SETTLE_MS);
      const bytes = rssBytes(server.pid);
      await wake.connect({ ...aimOf(server), user: 0 });
      return { bytes, woken: awake > 0 ? await wakeRooms({ server, wake, awake }) : null };
    }),
  );
}

async function wakeRooms({ server, wake, awake }) {
  await wake.sayIn({ firstRoom: 0, rooms: 1, pauseMs: WARM_AGAIN_MS });
  const live = await wake.sayIn({ firstRoom: 0, rooms: 1, pauseMs: 50 });
  for (let again = 1; again < PROBED; again++) live.push(...(await wake.sayIn({ firstRoom: 0, rooms: 1, pauseMs: 50 })));
  const asleep = await wake.sayIn({ firstRoom: 1, rooms: PROBED, pauseMs: WARM_AGAIN_MS });
  const before = { bytes: rssBytes(server.pid), threads: threadsOf(server.pid) };
  const start = performance.now();
  const { refused } = await wake.sayInAll({ firstRoom: PROBED + 1, rooms: awake, atATime: AT_A_TIME });
  const seconds = (performance.now() - start) / 1_000;
  await pause(SETTLE_MS);
  const threads = threadsOf(server.pid);
  return {
    ackLiveMs: median(live),
    ackAsleepMs: median(asleep),
    wakeMs: median(asleep) - median(live),
    bytesPerLiveRoom: (rssBytes(server.pid) - before.bytes) / (threads - before.threads),
    threads,
    wokenPerSecond: awake / seconds,
    refused,
  };
}

const threadsOf = (pid) => readdirSync(`/proc/${pid}/task`).length;
