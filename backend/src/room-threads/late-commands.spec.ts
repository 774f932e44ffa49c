import { until } from '../../test/kit/until.ts';
import { LateCommands } from './late-commands.ts';

describe('LateCommands', () => {
  function scene(limits = { most: 3, waitMs: 60_000 }) {
    const givenUp: string[] = [];
    const late = new LateCommands<string>(limits, (command) => givenUp.push(command));
    return { late, givenUp, [Symbol.dispose]: () => void late.takeAll() };
  }

  it('keeps so many as may wait, and no more', () => {
    using all = scene();

    expect(['a', 'b', 'c', 'd'].map((command) => all.late.tryAdd(command))).toEqual([true, true, true, false]);
    expect(all.late.size).toBe(3);
  });

  it('gives the first ones out, in order, as long as they are taken', () => {
    using all = scene();
    ['a', 'b', 'c'].forEach((command) => all.late.tryAdd(command));
    const taken: string[] = [];

    all.late.release((command) => taken.length < 2 && taken.push(command) > 0);
    const more = all.late.tryAdd('d');
    all.late.release((command) => taken.push(command) > 0);

    expect(more).toBe(true);
    expect(taken).toEqual(['a', 'b', 'c', 'd']);
    expect(all.late.size).toBe(0);
  });

  it('gives up what waits for too long, the oldest first', async () => {
    using all = scene({ most: 3, waitMs: 20 });
    ['a', 'b'].forEach((command) => all.late.tryAdd(command));

    await until(() => all.givenUp.length === 2);

    expect(all.givenUp).toEqual(['a', 'b']);
    expect(all.late.size).toBe(0);
  });
});
