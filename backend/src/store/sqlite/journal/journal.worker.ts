import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { BoundedBuffer } from '../../../concurrency/index.ts';
import { openWriter } from '../open.ts';
import type { SqliteWriter } from '../sqlite-writer.ts';
import { GroupCommit } from './group-commit.ts';
import { JournalLoop } from './journal-loop.ts';
import { JournalStats } from './journal-stats.ts';
import { reportStartup } from '../report-startup.ts';
import type { JournalMessage, JournalWorkerData, RegistryMessage } from './protocol.ts';
import { ReplyBuffers } from './reply-buffers.ts';
import { WalWatch } from './wal-watch.ts';

if (parentPort === null) throw new Error('This module runs in the journal thread only.');

const port = parentPort;
const data = workerData as JournalWorkerData;
const post = (message: JournalMessage): void => port.postMessage(message);

const writer = reportStartup(port, (events) => openWriter({ path: data.databasePath, maxPages: data.maxPages, walBytesKept: data.wal.keptBytes, ...events }));
if (writer) keepJournal(writer);

function keepJournal(writer: SqliteWriter): void {
  const stats = new JournalStats(data.stats);
  const walWatch = new WalWatch(data.wal, (size) => post({ type: 'walSize', ...size }));
  new JournalLoop({
    buffer: BoundedBuffer.attach(data.buffer),
    groupCommit: new GroupCommit(writer, (trouble) => post({ type: 'trouble', ...trouble })),
    replies: new ReplyBuffers(),
    stats,
    post,
    receive: () => receiveMessageOnPort(port)?.message as RegistryMessage | undefined,
    noteWal: () => {
      stats.noteWal(writer.walBytes);
      walWatch.note(writer.walBytes);
    },
  }).run();
  writer.close();
}
