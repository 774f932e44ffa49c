import { Dice } from '../kit/dice.ts';
import { reportOf, type Report } from '../kit/report.ts';
import { Stage } from '../kit/stage.ts';
import { TcpProxy } from '../kit/tcp-proxy.ts';
import { pause, until } from '../../kit/until.ts';

export interface LostAcksOptions {
  rounds: number;
  senders: number;
  /** How long nothing reaches the senders in a round. */
  deafMs: number;
}

/** F10: half of the senders send and hear nothing back, until their connections break; then they send the same again. */
export async function loseAcks({ rounds, senders, deafMs }: LostAcksOptions): Promise<Report> {
  const proxies: TcpProxy[] = [];
  const urlFor = async (n: number, url: string): Promise<string> => {
    if (n % 2 === 0) return url;
    proxies[0] ??= await TcpProxy.before(url);
    return proxies[0].url;
  };
  const stage = await Stage.set({ senders, rooms: 3, ackTimeoutMs: 300, urlFor });
  try {
    stage.talk();
    for (let round = 0; round < rounds; round++) await deafen(stage, proxies[0] as TcpProxy, deafMs);
    const verdict = await stage.judge();
    const again = stage.clients.flatMap(({ views }) => [...views.values()]).reduce((sum, { repeats }) => sum + repeats, 0);
    return reportOf(stage, verdict, { fault: 'F10', what: `acks lost for ${deafMs} ms, ${rounds} rounds, ${senders} senders`, notes: [`${again} events came again with a sync and were merged`] });
  } finally {
    await stage.close();
    await Promise.all(proxies.map((proxy) => proxy.close()));
  }
}

async function deafen(stage: Stage, proxy: TcpProxy, deafMs: number): Promise<void> {
  await pause(new Dice(stage.chronicle.acks.length).between(50, 300));
  proxy.toClient.swallows = true;
  await pause(deafMs);
  proxy.toClient.swallows = false;
  proxy.cut();
  const acksBefore = stage.chronicle.acks.length;
  await until(() => stage.clients.every(({ socket }) => socket.connected) && stage.chronicle.acks.length > acksBefore, 'everybody to be back');
}
