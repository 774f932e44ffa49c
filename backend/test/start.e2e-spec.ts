import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const MAIN = resolve(import.meta.dirname, '../../dist/backend/main.js');
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

describe('a server that cannot start', () => {
  const folder = mkdtempSync(join(tmpdir(), 'watek-start-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** By somebody without rights, so that what they may not open is closed. */
  function start(environment: Record<string, string>, { asNobody = false } = {}) {
    const who = asNobody && isRoot ? { uid: NOBODY, gid: NOBODY } : {};
    const env = { ...process.env, PORT: '0', DATA_DIR: join(folder, 'data'), ...environment };
    const { status, stderr } = spawnSync(process.execPath, [MAIN], { cwd: folder, env, encoding: 'utf8', timeout: 20_000, ...who });
    return { status, lines: stderr.trimEnd().split('\n') };
  }

  function expectOneLine({ status, lines }: ReturnType<typeof start>, expected: RegExp): void {
    expect(lines).toEqual([expect.stringMatching(expected)]);
    expect(status).toBe(1);
  }

  it.each([
    ['HOST', '10.99.99.99'],
    ['HOST', 'no-such-name.invalid'],
    ['DATA_DIR', '/etc/hostname'],
    ['DATA_DIR', '/etc/hostname/data'],
    ['DATA_DIR', '/proc/x'],
  ])('says in one line what is wrong with %s=%s', (name, value) => {
    expectOneLine(start({ [name]: value }), new RegExp(`^${name}: ${value}[^]* \\([A-Z_]+\\)\\.$`, 'u'));
  });

  it('says that its port is taken', async () => {
    const other = createServer();
    await once(other.listen(0, '127.0.0.1'), 'listening');
    const { port } = other.address() as AddressInfo;
    const ended = start({ PORT: String(port) });
    other.close();

    expectOneLine(ended, new RegExp(`^PORT: ${port} at 127.0.0.1: another program listens there.*EADDRINUSE`, 'u'));
  });

  it('says whose secrets it may not read', () => {
    const data = join(folder, 'closed');
    mkdirSync(data);
    chmodSync(data, 0o777);
    chmodSync(folder, 0o755);
    writeFileSync(join(data, 'secrets.json'), '{}', { mode: 0o000 });

    expectOneLine(start({ DATA_DIR: data }, { asNobody: true }), /^DATA_DIR: \S+secrets\.json: this user may not read/u);
  });

  it('says that the folder belongs to somebody else', () => {
    const data = join(folder, 'foreign');
    mkdirSync(data, { mode: 0o500 });

    expectOneLine(start({ DATA_DIR: data }, { asNobody: true }), /^DATA_DIR: \S+foreign: this user may not/u);
  });

  it('says that its secrets are damaged', () => {
    const data = join(folder, 'damaged');
    mkdirSync(data);
    writeFileSync(join(data, 'secrets.json'), '');

    expectOneLine(start({ DATA_DIR: data }), /^DATA_DIR: \S+secrets\.json is damaged/u);
  });
});
