import { setTimeout as pause } from 'node:timers/promises';
import { io } from 'socket.io-client';
import { Samples } from '../../load/samples.mjs';
import { roomIdOf, tokenOf } from '../../servers/people.mjs';
import { footprint, visitor } from '../browser.mjs';
import { installProbes } from '../probes.mjs';

const PER_SECOND = 1_000;
const TICK_MS = 20;
const KEY_EVERY_MS = 120;
const WRITER = 1;

export const flood = {
  key: 'flood',
  title: '1,000 messages a second into the open room, somebody writes meanwhile',
  seed: () => ({ users: 4, rooms: 1, membersOf: () => [0, 1, 2, 3], messagesIn: () => 100, sessions: 'cookie' }),
  slow: true,
  goals: [
    { figure: 'keyP50Ms', text: 'a key until it is painted, p50', unit: 'ms' },
    { figure: 'keyP99Ms', text: 'a key until it is painted, p99', most: 50, unit: 'ms' },
    { figure: 'longestTaskMs', text: 'longest task', most: 100, unit: 'ms' },
    { figure: 'received', text: 'messages received', unit: '' },
    { figure: 'nodes', text: 'nodes of the document', most: 20_000, unit: '' },
    { figure: 'heapMb', text: 'heap', most: 40, unit: 'MB' },
  ],
  async run({ browser, url, sizes, slowdown }) {
    const { context, page, devtools } = await visitor(browser, { url, slowdown });
    await page.addInitScript(installProbes);
    await page.goto(`/rooms/${roomIdOf(0)}`);
    await page.locator('main textarea').first().focus();
    const writer = await connected(url);
    await page.evaluate(() => globalThis.probes.longTasks.splice(0));
    const going = { on: true };
    const typing = typeWhile(page, going);
    const received = await pour(writer, sizes.floodSeconds);
    going.on = false;
    await typing;
    writer.close();
    const { keys, longTasks } = await page.evaluate(() => globalThis.probes);
    const samples = new Samples();
    for (const key of keys) samples.add(key);
    const { heapMb, nodes } = await footprint(devtools);
    await context.close();
    return { keyP50Ms: samples.at(0.5), keyP99Ms: samples.at(0.99), longestTaskMs: Math.max(0, ...longTasks), received, nodes, heapMb };
  },
};

async function connected(url) {
  const headers = { cookie: `watek_session=${tokenOf(WRITER)}`, origin: url };
  const socket = io(url, { transports: ['websocket'], extraHeaders: headers });
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('connect_error', reject));
  return socket;
}

async function typeWhile(page, going) {
  while (going.on) {
    await page.keyboard.press('a');
    await pause(KEY_EVERY_MS);
  }
}

/** How many were stored. */
async function pour(socket, seconds) {
  const began = performance.now();
  let [sent, stored] = [0, 0];
  const acked = [];
  for (let elapsed = 0; elapsed < seconds * 1_000; elapsed = performance.now() - began) {
    for (const due = (elapsed / 1_000) * PER_SECOND; sent < due; sent++) {
      const message = { roomId: roomIdOf(0), clientId: `flood-${sent}`, body: `Number ${sent} of many, of ordinary length.` };
      acked.push(socket.emitWithAck('message:send', message).then(({ ok }) => (stored += ok ? 1 : 0)));
    }
    await pause(TICK_MS);
  }
  await Promise.all(acked);
  return stored;
}
