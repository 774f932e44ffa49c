import { constants, openSync } from 'node:fs';
import { FullPipe } from '../../test/kit/full-pipe.ts';
import { LogOutput } from './log-output.ts';
import { until } from '../../test/kit/until.ts';

const LINE = `${'x'.repeat(99)}\n`;
const WAITING_BYTES = 1_000;

describe('LogOutput', () => {
  let pipe: FullPipe;
  let output: LogOutput;
  let resumed: number[];

  beforeEach(() => {
    pipe = new FullPipe();
    output = new LogOutput({ fd: openSync(pipe.path, constants.O_WRONLY | constants.O_NONBLOCK), waitingBytes: WAITING_BYTES });
    resumed = [];
    output.onResumed((lost) => resumed.push(lost));
  });
  afterEach(async () => {
    pipe.remove();
    await output.close();
  });

  const write = (lines: number) => Array.from({ length: lines }).forEach(() => output.write(LINE));

  /** All that comes out until the condition holds. */
  async function read(condition: (text: string) => boolean): Promise<string> {
    let text = '';
    await until(() => condition((text += pipe.read())), 'the pipe to bring it');
    return text.trim();
  }

  it('keeps what waits up to its bound, and counts what comes beyond', async () => {
    write(25);

    const text = await read((soFar) => soFar.trim().length >= WAITING_BYTES - 1);
    expect(text.split('\n')).toHaveLength(10);
    expect(output.lost).toBe(15);
  });

  it('tells once what was lost, when all that waited is written', async () => {
    write(25);
    expect(resumed).toEqual([]);

    await read(() => resumed.length > 0);
    write(1);
    await read((text) => text.includes(LINE));

    expect(resumed).toEqual([15]);
  });

  it('does not mind that its reader is gone', async () => {
    pipe.closeReader();
    write(25);
    await output.close();

    expect(output.lost).toBe(15);
  });

  it('writes what waits before it is closed', async () => {
    pipe.read();
    write(10);
    await output.close();

    expect(pipe.read()).toBe(LINE.repeat(10));
  });

  it('closes although nobody reads, and takes nothing from then on', async () => {
    write(3);
    await output.close();

    expect(() => { write(1); }).not.toThrow();
  });
});
