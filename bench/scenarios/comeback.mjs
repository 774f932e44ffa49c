import { aimOf, evenRooms, withFolder, withLoad } from './stage.mjs';
import { seed } from '../servers/seed.mjs';
import { startWatek } from '../servers/watek.mjs';

const MEMBERS = 100;
const MESSAGES = 50;
const LIMIT_MS = 90_000;

export const comeback = {
  key: 'i',
  name: 'comeback',
  title: `Comeback: the server is killed and starts again; clients in rooms of ${MEMBERS} come back with the number they know`,
  kinds: ['watek'],
  /** Bare clients open their room; pages also ask for their rooms and the list, by socket and by REST. */
  variants: () => [undefined, 'pages'],
  rounds: () => 1,
  round: (context, _kind, variant) =>
    withFolder(async (folder) => {
      const { server: program, serverCore: core, sizes, profile } = context;
      const rooms = Math.ceil(sizes.connections / MEMBERS);
      await seed(folder, { server: program, ...evenRooms(rooms, MEMBERS), messagesIn: () => MESSAGES });
      const first = await startWatek({ server: program, folder, core });
      return withLoad(context, async ({ comeback }) => {
        await comeback.enter({ target: aimOf(first), rooms, members: MEMBERS, pages: variant === 'pages' });
        await comeback.expectRestart();
        await first.stop('SIGKILL');
        const second = await startWatek({ server: program, folder, core, port: String(first.port), profile });
        const result = await comeback.wait({ readyAt: Date.now(), limitMs: LIMIT_MS });
        await second.stop(profile === null ? 'SIGKILL' : 'SIGTERM');
        return { ...result, connections: result.of, readyMs: second.readyMs };
      }).finally(() => first.stop('SIGKILL'));
    }),
};
