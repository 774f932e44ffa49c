import { ChatClient } from '../../kit/chat-client.ts';
import { call } from '../../kit/rest.ts';
import type { Verdict } from '../kit/check-history.ts';
import { Dice } from '../kit/dice.ts';
import { hostileBytes, hostileRequest } from '../kit/fuzz-packets.ts';
import { quantilesOf } from '../kit/quantiles.ts';
import { RawClient } from '../kit/raw-client.ts';
import { reportOf, type Report } from '../kit/report.ts';
import { Stage } from '../kit/stage.ts';
import { pause } from '../../kit/until.ts';

export interface FuzzOptions {
  seconds: number;
  attackers: number;
  seed?: number;
  onSecond?: (second: number) => void;
}

/**
 * Looks at Object.prototype from within the server, and has the collector at work twice a second, so that what is left is
 * what is kept. Its timers do not keep anything alive.
 */
const GUARD = `
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread } from 'node:worker_threads';
setFlagsFromString('--expose-gc');
const collect = isMainThread ? runInNewContext('gc') : () => {};
setInterval(() => { for (const key in {}) console.error('Object.prototype has ' + key); }, 50).unref();
setInterval(collect, 500).unref();`;
/** The line is JSON; what the error says stands before the words. */
const COMPLAINTS = /Object\.prototype has .*|.*failed unexpectedly.*/gu;
const COMPLAINT_LENGTH = 600;
const WARM_SHARE = 0.4;
/** What the collector may not have given back yet. */
const SLACK_MIB = 80;

interface Tally {
  packets: number;
  connections: number;
  requests: number;
}

/** F18, F19, F24, F25: hostile bytes on every layer of the wire, while others chat on. */
export async function fuzz({ seconds, attackers, seed = 18, onSecond = () => undefined }: FuzzOptions): Promise<Report> {
  const environment = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(GUARD)}`, LOG_LEVEL: 'error' };
  const stage = await Stage.set({ environment, senders: 4, rooms: 2, paceMs: 50, ackTimeoutMs: 20_000 });
  const tally: Tally = { packets: 0, connections: 0, requests: 0 };
  const endsAt = performance.now() + seconds * 1_000;
  const { pid } = stage.server;
  try {
    stage.talk();
    const attacks = Array.from({ length: attackers }, (_, n) => attack(stage, { dice: new Dice(seed + n), endsAt, tally }));
    for (let second = 1; second <= seconds; second++) {
      await pause(1_000);
      onSecond(second);
    }
    await Promise.all(attacks);
    const verdict = await stage.judge();
    return await judged(stage, { verdict, tally, pid, seconds });
  } finally {
    await stage.close();
  }
}

async function judged(stage: Stage, { verdict, tally, pid, seconds }: { verdict: Verdict; tally: Tally; pid: number; seconds: number }): Promise<Report> {
  const growth = growthOf(stage.memory.samples);
  const { wrong, died } = { wrong: complaintsOf(stage.server.output), died: !(await isAlive(stage, pid)) };
  const notes = [
    `${tally.packets} packets on ${tally.connections} connections, ${tally.requests} requests`,
    died ? 'the process died' : 'the process lives',
    wrong.length === 0 ? 'Object.prototype untouched, no unexpected error' : wrong.join(', '),
    `memory ${growth.before} MiB after the first third, ${growth.after} MiB in the last`,
  ];
  const held = !died && wrong.length === 0 && growth.after - growth.before < SLACK_MIB;
  return reportOf(stage, verdict, { fault: 'F18, F19, F24, F25', what: `fuzzed for ${seconds} s`, held, notes });
}

async function isAlive({ server }: Stage, pid: number): Promise<boolean> {
  return server.pid === pid && (await call(`${server.url}/api/health/live`)).status === 200;
}

/** What the server said of itself that it must not say. */
function complaintsOf(output: string): string[] {
  return [...new Set((output.match(COMPLAINTS) ?? []).map((line) => line.slice(0, COMPLAINT_LENGTH)))].slice(0, 3);
}

/** Medians: one collection more or less does not matter. */
function growthOf(samples: number[]): { before: number; after: number } {
  const part = Math.floor(samples.length / 3);
  const warm = samples.slice(Math.floor(samples.length * (WARM_SHARE / 2)), Math.floor(samples.length * WARM_SHARE));
  return { before: quantilesOf(warm).p50, after: quantilesOf(samples.slice(-part)).p50 };
}

async function attack(stage: Stage, run: { dice: Dice; endsAt: number; tally: Tally }): Promise<void> {
  const { dice, endsAt, tally } = run;
  const roomId = stage.rooms[0]?.id ?? '';
  const guest = await ChatClient.enter(stage.server.url, `Fuzzer ${dice.below(1_000)}`);
  guest.close();
  while (performance.now() < endsAt) {
    if (dice.below(10) === 0) await request(stage.server.url, { dice, roomId, tally });
    else await assault(await connected(stage.server.url, dice, guest.session.token), { dice, roomId, tally });
  }
}

/** Some connections have a session, some not even that. */
async function connected(url: string, dice: Dice, token: string): Promise<RawClient | null> {
  return (dice.below(3) === 0 ? RawClient.dial(url) : RawClient.enter(url, token)).catch(() => null);
}

async function assault(client: RawClient | null, { dice, roomId, tally }: { dice: Dice; roomId: string; tally: Tally }): Promise<void> {
  if (client === null) return pause(10);
  tally.connections++;
  for (let n = dice.between(1, 40); n > 0 && client.isOpen; n--) {
    client.socket.write(hostileBytes(dice, roomId));
    tally.packets++;
    await pause(dice.below(3));
  }
  client.close();
}

async function request(url: string, { dice, roomId, tally }: { dice: Dice; roomId: string; tally: Tally }): Promise<void> {
  const { path, ...init } = hostileRequest(dice, roomId);
  tally.requests++;
  const body = init.method === 'GET' ? {} : { body: init.body ?? '', headers: { 'content-type': dice.pick(['application/json', 'text/plain;charset=UTF-8', 'application/x-www-form-urlencoded']) } };
  await fetch(`${url}${path}`, { method: init.method, ...body, signal: AbortSignal.timeout(5_000) }).then((response) => response.arrayBuffer(), () => undefined);
}
