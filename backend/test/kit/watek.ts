import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';

const COMMAND = resolve(import.meta.dirname, '../../../dist/backend/cli/watek.js');

/** The built command as its own process, as a shell would start it. */
export async function watek(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(COMMAND, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, out, err };
}
