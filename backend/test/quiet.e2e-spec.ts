import { readFileSync } from 'node:fs';
import { platform } from 'node:process';
import type { Room } from '../src/contract/room.ts';
import { ChatClient } from './kit/chat-client.ts';
import { countTo } from './kit/numbers.ts';
import { call, metricOf } from './kit/rest.ts';
import { NO_RATES, ServerProcess } from './kit/server-process.ts';
import { pause, until } from './kit/until.ts';

const WINDOW_MS = 1_000;
/** A clock tick is 10 ms of one core, over all threads of the process. */
const MOST_TICKS = 5;

/** User and system time that the process has used, in clock ticks: proc_pid_stat(5), fields 14 and 15. */
function ticksUsed(pid: number): number {
  const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return Number(afterName[11]) + Number(afterName[12]);
}

async function ticksInWindow(pid: number): Promise<number> {
  const before = ticksUsed(pid);
  await pause(WINDOW_MS);
  return ticksUsed(pid) - before;
}

(platform === 'linux' ? describe : describe.skip)('ten silent rooms', () => {
  let server: ServerProcess;

  beforeAll(async () => {
    server = await ServerProcess.start(NO_RATES);
  });
  afterAll(() => server.remove());

  it('have ten live threads and come to use no processor time', async () => {
    const ann = await ChatClient.enter(server.url, 'Ann');
    const rooms = await Promise.all(countTo(10).map((n) => ann.createRoom(`Room ${n}`)));
    await Promise.all(rooms.map(({ id }) => ann.say(id, 'hello')));
    ann.close();
    const threads = async () => ((await call(`${server.url}/api/rooms`)).json as Room[]).map(({ thread }) => thread);
    await until(async () => (await threads()).every(({ state }) => state === 'asleep'), 'all rooms to fall asleep');
    await until(async () => (await metricOf(server.url, 'watek_sockets')) === 0, 'the socket to be closed');

    await until(async () => (await ticksInWindow(server.pid)) <= MOST_TICKS, 'a second without work');
    const alive = (await threads()).filter(({ id, state }) => id !== null && state === 'asleep');

    expect(alive).toHaveLength(10);
  });
});
