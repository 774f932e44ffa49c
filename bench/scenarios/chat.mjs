import { aimOf, evenRooms, withLoad, withServer } from './stage.mjs';

/** A crowd that talks: rooms × members, of them `senders` with `inFlight` messages each. */
export function chat({ rooms = 1, members, senders, inFlight, env, ...scenario }) {
  return {
    ...scenario,
    setting: { rooms, members, senders, inFlight },
    round: (context, kind) => talkingRound(context, { kind, rooms, members, senders, inFlight, env }),
  };
}

export async function talkingRound(context, { kind, rooms, members, senders, inFlight, env }) {
  const { warmMs, forMs } = context.times;
  return withServer(context, { kind, plan: evenRooms(rooms, members), env }, (server) =>
    withLoad(context, async ({ crowd }) => {
      await crowd.aim(aimOf(server));
      const { seconds: enterSeconds } = await crowd.enter({ rooms, members });
      const figures = await crowd.talk({ senders, inFlight, warmMs, forMs });
      return { ...figures, enterSeconds };
    }),
  );
}
