import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWriter } from '../store/sqlite/open.ts';
import { appendOf, messages, newRoom } from '../store/sqlite/store.test-kit.ts';
import { runCommand } from './program.ts';

export interface Folder extends Disposable {
  path: string;
  in: (name: string) => string;
}

export function folder(): Folder {
  const path = mkdtempSync(join(tmpdir(), 'watek-cli-'));
  return { path, in: (name) => join(path, name), [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** A data folder as a server leaves it: one room with so many messages. */
export function dataFolderWith(count: number): Folder {
  const data = folder();
  const writer = openWriter({ path: data.in('watek.db') });
  writer.createRoom(newRoom());
  writer.append(appendOf(messages(1, count)));
  writer.close();
  writeFileSync(data.in('secrets.json'), JSON.stringify({ sessionKey: Buffer.alloc(32, 7).toString('base64') }), { mode: 0o600 });
  return data;
}

/** What a shell would see. */
export async function ran(...args: string[]) {
  const said = { out: '', err: '' };
  const code = await runCommand(args, { out: (text) => (said.out += text), err: (text) => (said.err += text), isWatched: false });
  return { code, ...said };
}
