import { wakeAgain } from './scenarios/wakings.ts';

describe('the size of the server', () => {
  it('stays, however often rooms wake and sockets come and go', async () => {
    const report = await wakeAgain({ rooms: 40, rounds: 7, sockets: 100 }, () => undefined);

    expect(report.notes).toHaveLength(2);
    expect(report.held).toBe(true);
  });
});
