import { ChatClient } from '../../kit/chat-client.ts';
import { countTo } from '../../kit/numbers.ts';
import { metricOf } from '../../kit/rest.ts';
import { ServerProcess } from '../../kit/server-process.ts';
import { MemoryWatch } from '../kit/memory.ts';
import { RawClient } from '../kit/raw-client.ts';
import type { Report } from '../kit/report.ts';
import { pause } from '../../kit/until.ts';

const BODY = 'x'.repeat(3_900);
/** A page of 500 such events, which is one answer, has 2 MB. */
const MESSAGES = 500;
const WRITERS = 10;
const MOST_MIB = 500;

/** F8, the other way: not what a room publishes waits for a socket that does not read, but the answers that it asked for. */
export async function askWithoutReading({ asks, sockets }: { asks: number; sockets: number }): Promise<Report> {
  const server = await ServerProcess.start({ SOCKET_BUFFER_BYTES: '1048576' });
  const memory = new MemoryWatch(() => server.pid);
  try {
    const ann = await ChatClient.enter(server.url, 'Ann');
    const { id: roomId } = await ann.createRoom('Long');
    const { epoch } = await ann.enters(roomId);
    await Promise.all(countTo(WRITERS).map(() => fill(server.url, roomId)));
    const askers = await Promise.all(countTo(sockets).map(() => asker(server.url, roomId)));
    for (let n = 0; n < asks; n++) {
      askers.forEach((each) => void each.ask('room:sync', { roomId, epoch, after: 0 }));
      await pause(20);
    }
    const others = await ann.say(roomId, 'still-here');
    await ann.sees(roomId, others.seq);
    const open = (await metricOf(server.url, 'watek_sockets')) - 1;
    askers.forEach((each) => each.close());
    ann.close();
    const notes = [`${open} of them still open right after it`, 'the others chat on'];
    return { fault: 'F8', what: `${sockets} people ask ${asks} times for 2 MB and do not read, at the default rates`, held: memory.peakMib < MOST_MIB, peakMib: memory.peakMib, notes };
  } finally {
    memory.stop();
    await server.remove();
  }
}

/** Each writes less than a burst. */
async function fill(url: string, roomId: string): Promise<void> {
  const writer = await ChatClient.enter(url, 'Writer');
  await writer.enters(roomId);
  for (const n of countTo(MESSAGES / WRITERS)) await writer.say(roomId, `m-${n}`, BODY);
  writer.close();
}

async function asker(url: string, roomId: string): Promise<RawClient> {
  const guest = await ChatClient.enter(url, 'Asker');
  guest.close();
  const client = await RawClient.enter(url, guest.session.token);
  await client.enters(roomId);
  client.stopReading();
  return client;
}
