import { ChatClient } from '../../kit/chat-client.ts';
import { metricOf } from '../../kit/rest.ts';
import { comparedToNoise } from '../kit/noise.ts';
import { RawClient } from '../kit/raw-client.ts';
import { reportOf, type Report } from '../kit/report.ts';
import { Stage } from '../kit/stage.ts';
import { pause, until } from '../../kit/until.ts';

export interface SilentOptions {
  senders: number;
  /** Sockets that read and do not talk. */
  listeners: number;
  /** Sockets that stop reading. */
  silent: number;
  bufferBytes: number;
  watchMs: number;
}

interface Member {
  client: RawClient;
  token: string;
}

const CLOSED_AS_SLOW = 'watek_slow_sockets_closed_total';
/** The owner of the room and the flooder. */
const OTHERS = 2;
const BODY = 'x'.repeat(3_900);
const FLOOD_LINES = 4;
/** Of all members' sockets together: less than half of what one process can read, so that latencies are the server's. */
const READ_BYTES_PER_SECOND = 100_000_000;

/** F8: sockets of a flooded room that do not read are closed, by what waits for them or by their silence to pings; the others see everything; the silent ones come back whole. */
export async function fallSilent(options: SilentOptions): Promise<Report> {
  const { senders, listeners, silent, bufferBytes, watchMs } = options;
  const stage = await Stage.set({ environment: { SOCKET_BUFFER_BYTES: String(bufferBytes), SOCKET_STALL_SECONDS: '5' }, senders, rooms: 1, roomsPerSender: 1, paceMs: 100, ackTimeoutMs: 30_000 });
  try {
    const roomId = stage.rooms[0]?.id as string;
    const [reading, mute] = [await crowd(stage, listeners), await crowd(stage, silent)];
    const flood = await Flood.into(stage, { roomId, members: senders + listeners + silent });
    stage.talk();
    flood.start();
    await pause(watchMs);
    const warmAt = performance.now();
    await pause(watchMs);
    mute.forEach(({ client }) => client.stopReading());
    const from = performance.now();
    await until(async () => (await metricOf(stage.server.url, 'watek_sockets')) <= senders + listeners + OTHERS, 'the silent sockets to be closed', 120_000);
    const to = performance.now();
    const slow = await metricOf(stage.server.url, CLOSED_AS_SLOW);
    await flood.stop();
    const whole = (await Promise.all(mute.map((member) => comesBackWhole(stage, roomId, member)))).filter(Boolean).length;
    const alive = reading.filter(({ client }) => client.isOpen).length;
    const verdict = await stage.judge();
    [...reading, ...mute].forEach(({ client }) => client.close());
    const notes = [
      `${silent} of ${senders + listeners + silent} sockets closed within ${Math.round((to - from) / 1_000)} s of silence, ${slow} closed by what waited, others by an unanswered ping, ${whole} whole after coming back`,
      `${alive} of ${listeners} listeners still connected`,
      comparedToNoise('healthy members', stage.chronicle.acks, { before: { from: warmAt, to: from }, during: { from, to } }),
    ];
    return reportOf(stage, { ...verdict, stored: verdict.stored - flood.sent }, { fault: 'F8', what: `${silent} of ${senders + listeners + silent} sockets stop reading in a flooded room`, held: whole === silent && alive === listeners, notes });
  } finally {
    await stage.close();
  }
}

async function crowd(stage: Stage, size: number): Promise<Member[]> {
  const members: Member[] = [];
  for (let n = 0; n < size; n++) members.push(await join(stage, `M${n}`));
  return members;
}

async function join(stage: Stage, name: string): Promise<Member> {
  const { session } = await entered(stage.server.url, name);
  const client = await RawClient.enter(stage.server.url, session.token);
  await client.enters(stage.rooms[0]?.id as string);
  client.onlyAnswerPings();
  return { client, token: session.token };
}

async function entered(url: string, name: string): Promise<ChatClient> {
  const client = await ChatClient.enter(url, name);
  client.close();
  return client;
}

async function comesBackWhole(stage: Stage, roomId: string, { token }: Member): Promise<boolean> {
  const client = await RawClient.enter(stage.server.url, token);
  const joined = await client.ask('room:open', { roomId });
  if (joined?.ok !== true) return false;
  const { epoch, head } = joined.data;
  let last = 0;
  for (let more = true; more; ) {
    const page = await client.ask('room:sync', { roomId, epoch, after: last });
    if (page?.ok !== true || 'reset' in page.data || page.data.events.some(({ seq }, index) => seq !== last + 1 + index)) return false;
    last += page.data.events.length;
    more = page.data.more;
  }
  client.close();
  return last >= head;
}

/** Big messages, as fast as the crowd can read them. The sender's socket is not in the room, so it is told nothing. */
class Flood {
  static async into(stage: Stage, { roomId, members }: { roomId: string; members: number }): Promise<Flood> {
    const member = await ChatClient.enter(stage.server.url, 'Flooder');
    await member.enters(roomId);
    member.close();
    const pauseMs = (members * BODY.length * FLOOD_LINES * 1_000) / READ_BYTES_PER_SECOND;
    return new Flood(await ChatClient.resume(stage.server.url, member.session), { roomId, pauseMs });
  }

  sent = 0;
  readonly #flooder: ChatClient;
  readonly #room: { roomId: string; pauseMs: number };
  #flowing = false;
  #lines: Promise<void>[] = [];

  private constructor(flooder: ChatClient, room: { roomId: string; pauseMs: number }) {
    this.#flooder = flooder;
    this.#room = room;
  }

  start(): void {
    this.#flowing = true;
    this.#lines = Array.from({ length: FLOOD_LINES }, () => this.#flow());
  }

  async stop(): Promise<void> {
    this.#flowing = false;
    await Promise.all(this.#lines);
    this.#flooder.close();
  }

  async #flow(): Promise<void> {
    while (this.#flowing) {
      const answer = await this.#flooder.try('message:send', { roomId: this.#room.roomId, clientId: `flood-${++this.sent}`, body: BODY }).catch(() => null);
      await pause(answer?.ok === true ? this.#room.pauseMs : 100);
    }
  }
}
