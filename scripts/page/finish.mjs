import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../parts.mjs';
import { keepBudget } from './budget.mjs';
import { compress } from './compress.mjs';
import { writeEmoji } from './emoji.mjs';
import { ModuleGraph } from './module-graph.mjs';
import { preload } from './preload.mjs';
import { bundleServiceWorker } from './service-worker.mjs';

const APP = 'frontend/src/app';
const BEGINNING = ['frontend/src/main.ts', `${APP}/start.ts`];
const DOOR = [...BEGINNING, `${APP}/auth/sign-in.ts`];
const ROOM = [`${APP}/shell/shell.ts`, `${APP}/room/page/room-page.ts`];

const output = join(ROOT, 'dist/frontend');
const folder = join(output, 'browser');
const statistics = join(output, 'browser-stats.json');
const graph = new ModuleGraph(statistics);
const [always, door, inRooms] = [BEGINNING, DOOR, ROOM].map((entries) => graph.filesOf(entries));
const without = (files, others) => files.filter((file) => !others.includes(file));

keepBudget(folder, [
  { what: 'At the door', files: door, mostKb: 150 },
  { what: 'More for a room', files: without(inRooms, door), mostKb: 60 },
]);
writeEmoji(folder, ['en', 'pl']);
preload(join(folder, 'index.html'), { always, inRooms: without(inRooms, always) });
await bundleServiceWorker(folder, { shell: [...new Set([...door, ...inRooms])] });
await compress(folder);
rmSync(statistics);
