import { startWithHistory } from './scenarios/big-store.ts';

describe('a start over a big store', () => {
  it('reads what lives and not the history', async () => {
    expect(await startWithHistory({ messages: 200_000, rooms: 20 })).toMatchObject({ held: true });
  }, 90_000);
});
