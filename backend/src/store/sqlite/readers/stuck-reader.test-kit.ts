import { parentPort } from 'node:worker_threads';
import type { ReadMessage } from './reader-protocol.ts';

// Has its database and answers nothing: every read is the slowest one.
parentPort?.postMessage({ type: 'ready' });
parentPort?.on('message', (message: ReadMessage) => {
  if (message.type === 'close') parentPort?.close();
});
