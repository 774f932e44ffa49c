import { existsSync, openSync } from 'node:fs';
import { FullPipe } from './kit/full-pipe.ts';
import { countTo } from './kit/numbers.ts';
import { call } from './kit/rest.ts';
import { NO_RATES, ServerProcess } from './kit/server-process.ts';
import { until } from './kit/until.ts';

const FULL_DISK = '/dev/full';

describe('a server whose log', () => {
  let pipe: FullPipe;
  let server: ServerProcess;

  beforeEach(() => {
    pipe = new FullPipe();
    server = ServerProcess.unstarted({ ...NO_RATES, LOG_LEVEL: 'trace' });
  });
  afterEach(async () => {
    await server.remove();
    pipe.remove();
  });

  /** With what it printed beside its log, so that a failure says why. */
  async function expectToEnd(): Promise<void> {
    expect({ code: await server.stop(), printed: server.output }).toEqual({ code: 0, printed: '' });
  }

  async function expectToServe(): Promise<void> {
    const answers = await Promise.all(countTo(300).map(() => call(`${server.url}/api/health/live`)));

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  }

  it('nobody reads goes on serving, and ends when it is told to', async () => {
    await server.launchInto(pipe.openForWriting());

    await expectToServe();
    await expectToEnd();
  });

  it('is read again has what waited, to the last line', async () => {
    await server.launchInto(pipe.openForWriting());
    pipe.read();
    let text = '';
    await until(() => (text += pipe.read()).includes('is ready at'), 'the line that says it is ready');

    await expectToEnd();
    expect(text + pipe.read()).toContain('All rooms are stored and closed.');
  });

  it('has lost its reader goes on serving', async () => {
    await server.launchInto(pipe.openForWriting());
    pipe.closeReader();

    await expectToServe();
    await expectToEnd();
  });

  (existsSync(FULL_DISK) ? it : it.skip)('is on a full disk goes on serving', async () => {
    await server.launchInto(openSync(FULL_DISK, 'w'));

    await expectToServe();
    await expectToEnd();
  });
});
