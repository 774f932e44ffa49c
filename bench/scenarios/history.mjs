import { Agent, get } from 'node:http';
import { roomIdOf, tokenOf } from '../servers/people.mjs';
import { seed } from '../servers/seed.mjs';
import { startWatek } from '../servers/watek.mjs';
import { withFolder } from './stage.mjs';

const STARTS = 3;
const PAGES = 200;
const PAGE = 50;
const ROOMS = 10;
const sorted = (values) => values.toSorted((a, b) => a - b);
const at = (values, share) => sorted(values)[Math.min(values.length - 1, Math.floor(values.length * share))];

export const history = {
  key: 'k',
  name: 'history',
  title: `History: ${ROOMS} rooms that hold so many messages together; start to ready, and a page of ${PAGE} at a random place`,
  kinds: ['watek'],
  variants: ({ sizes }) => sizes.messages,
  rounds: () => 1,
  round: (context, _kind, messages) =>
    withFolder(async (folder) => {
      const { server: program, serverCore: core } = context;
      await seed(folder, { server: program, users: 10, rooms: ROOMS, membersOf: () => [0, 1, 2, 3, 4], messagesIn: () => messages / ROOMS });
      const starts = [];
      for (let start = 1; start < STARTS; start++) starts.push(await startOnce({ server: program, folder, core }));
      const server = await startWatek({ server: program, folder, core });
      try {
        const pages = await readPages(server.port, messages / ROOMS);
        return { messages, readyMs: at([...starts, server.readyMs], 0.5), pageP50Ms: at(pages, 0.5), pageP99Ms: at(pages, 0.99) };
      } finally {
        await server.stop();
      }
    }),
};

async function startOnce(options) {
  const server = await startWatek(options);
  await server.stop();
  return server.readyMs;
}

async function readPages(port, messagesPerRoom) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const times = [];
  for (let page = 0; page < PAGES; page++) {
    const before = 1 + PAGE + Math.floor(Math.random() * (messagesPerRoom - PAGE));
    times.push(await timePage({ agent, port, path: `/api/rooms/${roomIdOf(page % ROOMS)}/messages?before=${before}&limit=${PAGE}` }));
  }
  agent.destroy();
  return times;
}

function timePage({ agent, port, path }) {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const asking = get({ host: '127.0.0.1', port, path, agent, headers: { authorization: `Bearer ${tokenOf(0)}` } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece) => (text += piece));
      response.on('end', () => {
        if (JSON.parse(text).length === PAGE) resolve(performance.now() - start);
        else reject(new Error(`Not a page: ${response.statusCode} ${text.slice(0, 200)}`));
      });
    });
    asking.on('error', reject);
  });
}
