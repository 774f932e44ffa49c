import { ChatClient } from '../../kit/chat-client.ts';
import { NO_RATES, ServerProcess } from '../../kit/server-process.ts';
import { until } from '../../kit/until.ts';
import type { Report } from '../kit/report.ts';
import { TcpProxy } from '../kit/tcp-proxy.ts';

/** Ping interval and timeout of the server, and some for the machine. */
const FOUND_WITHIN_MS = 45_000;

/** F17: a connection that carries nothing any more in either direction, and that nobody closed. */
export async function goHalfOpen(): Promise<Report> {
  const server = await ServerProcess.start(NO_RATES);
  const proxy = await TcpProxy.before(server.url);
  try {
    const [watcher, sleeper] = [await ChatClient.enter(server.url, 'Watcher'), await ChatClient.enter(proxy.url, 'Sleeper')];
    const { id: roomId } = await watcher.createRoom('Quiet');
    for (const person of [watcher, sleeper]) await person.enters(roomId);
    await watcher.hears('presence:changed', ({ online }) => online === 2);
    const from = performance.now();
    proxy.toServer.swallows = proxy.toClient.swallows = true;
    const gone = await missed(watcher);
    const seconds = Math.round((performance.now() - from) / 1_000);
    [watcher, sleeper].forEach((person) => person.close());
    return { fault: 'F17', what: 'a connection goes half-open', held: gone, notes: [gone ? `found and shown to the others after ${seconds} s` : 'not found'] };
  } finally {
    await proxy.close();
    await server.remove();
  }
}

function missed(watcher: ChatClient): Promise<boolean> {
  const isMissed = () => watcher.factsOf('presence:changed').some(({ left }) => left.some(({ name }) => name === 'Sleeper'));
  return until(isMissed, 'the sleeper to be missed', FOUND_WITHIN_MS).then(
    () => true,
    () => false,
  );
}
