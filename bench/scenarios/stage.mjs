import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { startBaseline } from '../servers/baselines.mjs';
import { LoadProcess } from '../servers/load-process.mjs';
import { remove, temporary } from '../servers/processes.mjs';
import { seed } from '../servers/seed.mjs';
import { startWatek } from '../servers/watek.mjs';

/** Beside the repository and not in the system's temporary folder, which may be memory: there a commit costs nothing. */
const DATA = join(import.meta.dirname, '../.data');

/** An empty folder for the time of `work`. */
export async function withFolder(work) {
  mkdirSync(DATA, { recursive: true });
  const folder = temporary(mkdtempSync(join(DATA, 'run-')));
  try {
    return await work(folder);
  } finally {
    remove(folder);
  }
}

/** A server of this kind, freshly started on what `plan` says, for the time of `work`. */
export async function withServer(context, { kind, plan, env = {} }, work) {
  return withFolder(async (folder) => {
    const { server: program, serverCore: core, profile } = context;
    if (kind === 'watek') await seed(folder, { server: program, ...plan });
    const server = await (kind === 'watek' ? startWatek({ server: program, folder, core, env, profile }) : startBaseline(kind, { folder, core }));
    try {
      return await work({ ...server, folder });
    } finally {
      await server.stop();
    }
  });
}

/** A load generator for the time of `work`. */
export async function withLoad({ loadCore }, work) {
  const load = new LoadProcess({ core: loadCore });
  try {
    return await work(load);
  } finally {
    await load.end();
  }
}

/** What a load generator needs to know of a server. */
export const aimOf = ({ kind, port, pid }) => ({ kind, port, pid });

/** Room r has the users r, r + rooms, r + 2 rooms ...: whoever comes n-th is in room n mod rooms, as the crowd has it. */
export function evenRooms(rooms, members) {
  return { users: rooms * members, rooms, membersOf: (room) => Array.from({ length: members }, (_, index) => index * rooms + room) };
}
