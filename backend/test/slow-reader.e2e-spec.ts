import { ChatClient } from './kit/chat-client.ts';
import { countTo } from './kit/numbers.ts';
import { metricOf } from './kit/rest.ts';
import { NO_RATES, ServerProcess } from './kit/server-process.ts';
import { until } from './kit/until.ts';

const BIG_BODY = '語'.repeat(4_000);

describe('a socket that is not read', () => {
  let server: ServerProcess;

  beforeAll(async () => {
    server = await ServerProcess.start(NO_RATES);
  });
  afterAll(() => server.remove());

  it('is closed before it holds more than its share of memory, and its owner catches up', async () => {
    const [ann, slow] = await Promise.all([ChatClient.enter(server.url, 'Ann'), ChatClient.enter(server.url, 'Slow')]);
    const { id: roomId } = await ann.createRoom('Fast');
    const joined = await slow.enters(roomId);
    await ann.enters(roomId);
    stopReading(slow);
    let sent = 0;
    await until(async () => {
      await Promise.all(countTo(15).map(() => ann.say(roomId, `fast-${++sent}`, BIG_BODY)));
      return (await metricOf(server.url, 'watek_sockets')) === 1;
    }, 'the socket to be closed');

    const back = await ChatClient.resume(server.url, slow.session);
    const again = await back.enters(roomId, { epoch: joined.epoch, seq: joined.head });
    await ann.sees(roomId, again.head);

    expect(again.head).toBe(joined.head + sent);
    expect(ann.eventsIn(roomId)).toHaveLength(sent);
    expect(ann.socket.connected).toBe(true);
    slow.close();
  });

  /** Below Socket.IO, so that not even pings are read. */
  function stopReading(client: ChatClient): void {
    const { transport } = client.socket.io.engine as unknown as { transport: { ws: { pause: () => void } } };
    transport.ws.pause();
  }
});
