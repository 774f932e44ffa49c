import { rssBytes } from '../measure/process-usage.mjs';
import { aimOf, evenRooms, withLoad, withServer } from './stage.mjs';

const SETTLE_MS = 2_000;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export const idle = {
  key: 'g',
  name: 'idle',
  title: 'Idle: connections that do nothing, bytes of the server each',
  kinds: ['watek', 'plain'],
  rounds: () => 1,
  round: (context, kind) => {
    const count = context.sizes.connections;
    return withServer(context, { kind, plan: evenRooms(1, count) }, (server) =>
      withLoad(context, async ({ crowd }) => {
        await pause(SETTLE_MS);
        const before = rssBytes(server.pid);
        await crowd.aim(aimOf(server));
        const { seconds } = await crowd.idle({ count });
        await pause(SETTLE_MS);
        const bytes = rssBytes(server.pid) - before;
        return { connections: count, bytesEach: bytes / count, connectionsPerSecond: count / seconds };
      }),
    );
  },
};
