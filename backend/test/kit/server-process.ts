import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { until } from './until.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const READY = /^Wątek is ready at (http:\/\/\S+)$/m;
const START_LIMIT_MS = 20_000;
const STOP_LIMIT_MS = 20_000;

type Environment = Record<string, string>;

/** For tests that are about something else than rates. */
export const NO_RATES: Environment = {
  RATE_MESSAGES_PER_SECOND: '0',
  RATE_SESSIONS_PER_MINUTE: '0',
  RATE_ROOMS_PER_MINUTE: '0',
  RATE_CONNECTIONS_PER_SECOND: '0',
  RATE_CONNECTIONS_PER_ADDRESS: '0',
  RATE_READS_PER_SECOND: '0',
  SOCKETS_PER_ADDRESS: '0',
  SOCKETS_PER_PERSON: '0',
};

/** The built server as its own process, with a data folder of its own that outlives a restart. */
export class ServerProcess {
  static async start(environment: Environment = {}): Promise<ServerProcess> {
    const server = new ServerProcess(environment);
    await server.launch();
    return server;
  }

  /** A data folder to prepare before the first `launch`. */
  static unstarted(environment: Environment = {}): ServerProcess {
    return new ServerProcess(environment);
  }

  readonly dataDir = mkdtempSync(join(tmpdir(), 'watek-e2e-'));
  readonly #environment: Environment;
  #child: ChildProcess | undefined;
  #url = '';
  #output = '';

  private constructor(environment: Environment) {
    this.#environment = environment;
  }

  get url(): string {
    return this.#url;
  }

  get pid(): number {
    const pid = this.#child?.pid;
    if (pid === undefined) throw new Error('The server was not started.');
    return pid;
  }

  get databasePath(): string {
    return join(this.dataDir, 'watek.db');
  }

  /** All that every run of the server has printed. */
  get output(): string {
    return this.#output;
  }

  /** Asks the server to end and returns its exit code. */
  stop(): Promise<number | null> {
    return this.end('SIGTERM');
  }

  /** Ends the server as a power cut would. */
  kill(): Promise<number | null> {
    return this.end('SIGKILL');
  }

  /** The same data on the same port again, after stop or kill or instead of them. */
  async restart(): Promise<void> {
    await this.stop();
    await this.launch(new URL(this.#url).port);
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  /** Throws what the server printed where it ends instead of becoming ready. */
  async launch(port = '0'): Promise<void> {
    const child = this.spawn(port, 'pipe');
    this.#url = await this.readyAddress(child).catch(async (error: unknown) => {
      await this.kill();
      throw error;
    });
  }

  /** With an open file as its standard output, which is closed here; ready when it answers. */
  async launchInto(stdout: number): Promise<void> {
    const port = await freePort();
    this.#url = `http://127.0.0.1:${port}`;
    const child = this.spawn(String(port), stdout);
    closeSync(stdout);
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (this.#output += chunk));
    await until(() => fetch(`${this.#url}/api/health/live`).then(({ ok }) => ok, () => child.exitCode !== null), 'the server to answer');
    if (child.exitCode !== null) throw new Error(`The server ended with code ${child.exitCode}:\n${this.#output}`);
  }

  private spawn(port: string, stdout: 'pipe' | number): ChildProcess {
    this.#child = spawn(process.execPath, [join(ROOT, 'dist/backend/main.js')], {
      cwd: ROOT,
      env: { ...process.env, LOG_LEVEL: 'warn', DATA_DIR: this.dataDir, ...this.#environment, HOST: '127.0.0.1', PORT: port },
      stdio: ['ignore', stdout, 'pipe'],
    });
    return this.#child;
  }

  private readyAddress(child: ChildProcess): Promise<string> {
    const { promise, resolve: found, reject } = Promise.withResolvers<string>();
    const from = this.#output.length;
    const fail = (reason: string) => { reject(new Error(`The server ${reason}:\n${this.#output.slice(from)}`)); };
    const timer = setTimeout(() => { fail('did not become ready'); }, START_LIMIT_MS);
    const read = (chunk: string) => {
      this.#output += chunk;
      const address = READY.exec(this.#output.slice(from))?.[1];
      if (address !== undefined) found(address);
    };
    child.stdout?.setEncoding('utf8').on('data', read);
    child.stderr?.setEncoding('utf8').on('data', read);
    child.once('close', (code) => { fail(`ended with code ${code ?? 'none'}`); });
    return promise.finally(() => { clearTimeout(timer); });
  }

  private async end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
    const exited = once(child, 'close');
    child.kill(signal);
    await exited;
    clearTimeout(timer);
    return child.exitCode;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  await once(probe.close(), 'close');
  return port;
}
