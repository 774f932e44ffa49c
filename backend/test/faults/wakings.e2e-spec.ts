import { wakeAgain } from './scenarios/wakings.ts';

/** All rooms have to fall asleep seven times; on a busy machine that takes a while. */
const LIMIT_MS = 180_000;

describe('the size of the server', () => {
  it('stays, however often rooms wake and sockets come and go', async () => {
    const report = await wakeAgain({ rooms: 40, rounds: 7, sockets: 100 }, () => undefined);

    expect(report.notes).toHaveLength(2);
    expect(report.held).toBe(true);
  }, LIMIT_MS);
});
