import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChatClient } from '../../kit/chat-client.ts';
import { countTo } from '../../kit/numbers.ts';
import { NO_RATES, ServerProcess } from '../../kit/server-process.ts';
import type { Report } from '../kit/report.ts';
import { until } from '../../kit/until.ts';

const STRACE = 'strace';
/** Of two processes beside each other one looks at the other, as in the run itself. */
const TRACES_A_SIBLING = `sleep 0.5 & ${STRACE} -o /dev/null -p $!`;
/** A page of the database and its header in the log. */
const SHOWN_BYTES = '4500';
const CALLS = 'fsync,fdatasync,pwrite64,write,writev,sendto,sendmsg';
const WRITTEN = /pwrite64\(/u;
const SYNCED = /(?:fsync|fdatasync)(?:\(\d+\)| resumed>\)) += 0/u;
const TOLD = /(?:write|writev|sendto|sendmsg)\(/u;

/** Whether strace is here and may look. */
export function canTrace(): boolean {
  return spawnSync('sh', ['-c', TRACES_A_SIBLING], { stdio: 'ignore' }).status === 0;
}

/** F2: between a message's way into the log file and its way to anybody, the system is told to bring it to the disk. null where that cannot be seen. */
export async function watchTheDisk({ messages }: { messages: number }): Promise<Report | null> {
  if (!canTrace()) return null;
  const server = await ServerProcess.start(NO_RATES);
  const folder = mkdtempSync(join(tmpdir(), 'watek-strace-'));
  try {
    const trace = await traced(server, { file: join(folder, 'trace'), messages });
    const unsafe = trace.ids.filter((id) => !isSyncedBetween(trace.lines, id));
    const syncs = trace.lines.filter((line) => SYNCED.test(line)).length;
    return { fault: 'F2', what: 'power loss, by the system calls of each message', held: unsafe.length === 0 && syncs > 0, notes: [`${trace.ids.length} messages, ${syncs} syncs, ${unsafe.length} told before they were synced`] };
  } finally {
    await server.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function traced(server: ServerProcess, { file, messages }: { file: string; messages: number }): Promise<{ ids: string[]; lines: string[] }> {
  const ann = await ChatClient.enter(server.url, 'Ann');
  const { id: roomId } = await ann.createRoom('Traced');
  await ann.say(roomId, 'warm');
  const strace = spawn(STRACE, ['-f', '-p', String(server.pid), '-e', `trace=${CALLS}`, '-s', SHOWN_BYTES, '-o', file], { stdio: ['ignore', 'ignore', 'pipe'] });
  let words = '';
  strace.stderr.setEncoding('utf8').on('data', (chunk: string) => (words += chunk));
  const ended = once(strace, 'exit');
  await until(() => words.includes('attached') || strace.exitCode !== null, 'strace to attach');
  if (strace.exitCode !== null) throw new Error(`strace ended: ${words}`);
  const ids: string[] = [];
  for (const n of countTo(messages)) ids.push((await ann.say(roomId, `traced-${n}`)).id);
  strace.kill('SIGINT');
  await ended;
  ann.close();
  return { ids, lines: readFileSync(file, 'utf8').split('\n') };
}

/** The first line that writes the message to the file, a sync that ended, and only then one that sends it. */
function isSyncedBetween(lines: string[], id: string): boolean {
  const written = lines.findIndex((line) => WRITTEN.test(line) && line.includes(id));
  const told = lines.findIndex((line) => TOLD.test(line) && !WRITTEN.test(line) && line.includes(id));
  return written >= 0 && told > written && lines.slice(written, told).some((line) => SYNCED.test(line));
}
