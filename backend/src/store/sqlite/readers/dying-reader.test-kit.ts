import { parentPort } from 'node:worker_threads';
import type { ReadMessage } from './reader-protocol.ts';

// Dies when it is asked for members, answers null to everything else.
parentPort?.postMessage({ type: 'ready' });
parentPort?.on('message', (message: ReadMessage) => {
  if (message.type === 'close') parentPort?.close();
  else if (message.method === 'members') process.exit(3);
  else parentPort?.postMessage({ requestId: message.requestId, value: null });
});
